import { expect, test } from 'vitest';
import { expectNoneKilled } from '../support/team-ordeal-verdict.ts';
import { undergoTeam, type TeamOrdeal } from '../support/team-ordeal.ts';

const ordeal: TeamOrdeal = {
  machines: 3,
  accounts: 6,
  lifeSeconds: 12,
  firstSeconds: 30,
  seconds: 20,
  killEverySeconds: 4,
  // None stays away that long.
  oneInStaysAway: 1000,
  restartsAt: [7, 14],
};

test(
  'three machines keep accounts alive that they share, killed at random, through two restarts of their database',
  { timeout: 240_000 },
  async () => {
    const story = await undergoTeam(ordeal);
    expectNoneKilled(story, ordeal);
    expect(story.generations).toBeGreaterThan(ordeal.accounts);
  },
);
