import { expect, test } from 'vitest';
import { expectNoneKilled } from '../support/team-ordeal-verdict.ts';
import { undergoTeam, type TeamOrdeal } from '../support/team-ordeal.ts';

const ordeal: TeamOrdeal = {
  machines: 3,
  accounts: 30,
  lifeSeconds: 30,
  firstSeconds: 120,
  seconds: 600,
  killEverySeconds: 10,
  oneInStaysAway: 6,
  restartsAt: [],
  inFolder: true,
};

test('three machines keep thirty shared accounts alive for ten minutes in a folder, killed at random', async () => {
  const story = await undergoTeam(ordeal);
  console.log(JSON.stringify(story));
  expectNoneKilled(story, ordeal);
  expect(story.generations).toBeGreaterThan(400);
});
