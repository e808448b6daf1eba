import { expect, test } from 'vitest';
import { expectNoneKilled } from '../support/team-ordeal-verdict.ts';
import { undergoTeam, type TeamOrdeal } from '../support/team-ordeal.ts';

const ordeal: TeamOrdeal = {
  machines: 3,
  accounts: 4,
  lifeSeconds: 10,
  firstSeconds: 20,
  seconds: 25,
  killEverySeconds: 4,
  oneInStaysAway: 1000,
  restartsAt: [],
  inFolder: true,
};

test(
  'three machines keep accounts alive that they share in a folder, killed at random',
  { timeout: 240_000 },
  async () => {
    const story = await undergoTeam(ordeal);
    expectNoneKilled(story, ordeal);
    expect(story.generations).toBeGreaterThan(ordeal.accounts);
  },
);
