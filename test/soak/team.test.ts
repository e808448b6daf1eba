import { expect, test } from 'vitest';
import { expectNoneKilled } from '../support/team-ordeal-verdict.ts';
import { undergoTeam, type TeamOrdeal } from '../support/team-ordeal.ts';

const ordeal: TeamOrdeal = {
  machines: 8,
  accounts: 100,
  lifeSeconds: 30,
  firstSeconds: 180,
  seconds: 600,
  killEverySeconds: 8,
  oneInStaysAway: 6,
  restartsAt: [200, 400],
};

test('eight machines keep a hundred shared accounts alive for ten minutes, killed at random, through two restarts of their database', async () => {
  const story = await undergoTeam(ordeal);
  console.log(JSON.stringify(story));
  expectNoneKilled(story, ordeal);
  expect(story.kills).toBeGreaterThan(40);
  expect(story.generations).toBeGreaterThan(2000);
});
