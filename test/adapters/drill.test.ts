import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { rehearse } from '../../main/drill/drill.ts';
import { DRILLS, type DrillLoss, type DrillName } from '../../shared/drill.ts';

const LOST: Readonly<Record<DrillName, readonly DrillLoss[]>> = {
  outage: [],
  revoked: [{ what: 'revoked', count: 1 }],
  'lost-laptop': [],
  'keyring-lost': [{ what: 'audit', count: expect.any(Number) as number }],
  clock: [],
  'disk-full': [],
};
test.each(DRILLS)('a rehearsal of %s holds, tells what would be lost, and leaves nothing behind', async (drill) => {
  const before = rehearsals();
  const report = await rehearse(drill);
  expect(report.steps.filter(({ held }) => !held)).toEqual([]);
  expect(report).toMatchObject({ drill, tokens: 5, held: true, lost: LOST[drill] });
  expect(JSON.stringify(report)).not.toMatch(/glpat-/);
  expect(rehearsals()).toEqual(before);
});

const rehearsals = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tokenkeep-drill-'));
