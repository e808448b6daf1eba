import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { rehearse } from '../../main/drill/drill.ts';
import { DRILLS, type DrillLoss, type DrillName } from '../../shared/drill.ts';

const LOST: Readonly<Record<DrillName, readonly DrillLoss[]>> = {
  outage: [],
  revoked: [{ what: 'revoked', count: 1 }],
  'lost-laptop': [
    { what: 'values', count: 5 },
    { what: 'facts', count: 5 },
  ],
  'keyring-lost': [
    { what: 'values', count: 5 },
    { what: 'audit', count: expect.any(Number) as number },
  ],
  clock: [],
  'disk-full': [],
};
/** What cannot hold before there is a backup. */
const OPEN: readonly string[] = ['backed-up', 'restored'];

test.each(DRILLS)('a rehearsal of %s holds, tells what would be lost, and leaves nothing behind', async (drill) => {
  const before = rehearsals();
  const report = await rehearse(drill);
  expect(
    report.steps
      .filter(({ held }) => !held)
      .map(({ act }) => act)
      .filter((act) => !OPEN.includes(act)),
  ).toEqual([]);
  expect(report).toMatchObject({ drill, tokens: 5, lost: LOST[drill] });
  expect(report.held).toBe(report.steps.every(({ held }) => held));
  expect(JSON.stringify(report)).not.toMatch(/glpat-/);
  expect(rehearsals()).toEqual(before);
});

const rehearsals = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tokenkeep-drill-'));
