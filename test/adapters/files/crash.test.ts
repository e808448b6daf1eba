import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startChild } from './child.ts';
import { aHome, catalogIn, labelsOf, modeOf, namesIn } from './home-folder.ts';

const KILLS = 30;

test(
  'whatever was acknowledged is there after a kill at any moment, thirty times over',
  { timeout: 300_000 },
  async () => {
    const home = aHome();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('catalog', home);
      // From the first writes on, at a point that no write's rhythm follows.
      await child.until(1 + ((kill * 7) % 5));
      for (let turn = 0; turn < (kill * 131) % 977; turn += 1) await new Promise(setImmediate);
      await child.kill();

      const catalog = catalogIn(home);
      expect(labelsOf(catalog)).toEqual(expect.arrayContaining([...child.said()]));
      expect(child.said().every((line) => /^t\d+$/.test(line))).toBe(true);
      expect(catalog.troubles()).toEqual([]);
      expect(new Set(namesIn(home).map((name) => modeOf(join(home, name))))).toEqual(new Set(['600']));
    }
  },
);
