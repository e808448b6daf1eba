import { expect, test } from 'vitest';
import { killRotation, type Family, type Story } from './rotation-kills.ts';

/** Rotations killed at evenly spaced moments, from the command to a little after the end of one that was let be. */
export function judgeKills(family: Family, moments: number): void {
  test(
    `a ${family} rotation killed at ${moments} moments is never sent twice, loses no value and leaves nothing behind`,
    { timeout: (moments + 2) * 30_000 },
    async () => {
      await killRotation(family, undefined);
      const whole = await killRotation(family, undefined);
      expect(whole).toMatchObject({ isNew: true, state: 'valid', oldLives: false, slots: [] });
      const told: Story[] = [];
      for (let moment = 0; moment < moments; moment += 1) {
        const story = await killRotation(family, (whole.tookMs * 1.1 * moment) / (moments - 1));
        judge(family, story);
        told.push(story);
      }
      // Most of them must have been cut short, or the moments say nothing.
      expect(told.filter(({ rotations, isNew }) => rotations === 1 && isNew).length).toBeGreaterThan(0);
    },
  );
}

function judge(family: Family, story: Story): void {
  expect(story).toMatchObject({ retiredUnproven: false, leftovers: 0, slots: [], ...endOf(family, story) });
  expect([0, 1]).toContain(story.rotations);
}

/** What must have become of it. Only an answer that nobody read may be lost, and that is said. */
function endOf(family: Family, { wasKept, isNew, valueLives }: Story): object {
  if (wasKept || isNew) return { isNew: true, valueLives: true, state: 'valid', oldLives: false };
  if (family === 'overlap') return { valueLives: true };
  return valueLives ? { state: 'valid' } : { state: expect.stringMatching(/^(?:outcome-lost|revoked)$/) };
}
