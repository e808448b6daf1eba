import { expect, test } from 'vitest';
import { freshHome, startLab, type Lab } from './lab-driver.ts';
import { iso, keepDated } from './lab-tokens.ts';
import { DAY, HOUR } from './tokens.ts';

const LIFE = 30 * DAY;

export const told = async (lab: Lab) => (await lab.report()).notices.map(({ at, kind }) => `${at} ${kind}`);

/** When a token that ends then is spoken of, by the lead times of the settings. */
export const due = (end: number): readonly string[] => [
  ...[14 * DAY, 3 * DAY, DAY, HOUR].map((lead) => `${iso(end - lead)} expiring`),
  `${iso(end)} expired`,
];

/** The app starts so many times while a token lives, and each time may tell what is due by then. */
export function judgeRestarts(starts: number): void {
  test(
    `is spoken of once a lead time although the app starts ${starts} times in between`,
    { timeout: 240_000 },
    async () => {
      const home = freshHome();
      const first = await startLab({ home });
      await keepDated(first, 'restarted', iso(LIFE));
      await first.end();
      const step = (LIFE + 2 * DAY) / starts;
      const all: string[] = [];
      for (let n = 0; n < starts; n += 1) {
        const lab = await startLab({ home, start: iso(n * step) });
        await lab.send({ advance: step });
        all.push(...(await told(lab)));
        // Every other one has no time to tidy up.
        await (n % 2 === 0 ? lab.kill() : lab.end());
      }
      expect(all).toEqual(due(LIFE));
    },
  );
}
