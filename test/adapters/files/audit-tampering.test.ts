import { createHmac } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditIds } from '../../../main/adapters/audit-keys.ts';
import { seconds } from '../../../shared/time.ts';
import { memorySecrets, type MemorySecrets } from '../../support/memory-ports.ts';
import { aHome, anAuditLog, linesIn, segmentsOf, use, verify } from './an-audit-log.ts';
import { modeOf } from './home-folder.ts';

const USES = 200;
let home: string;
let secrets: MemorySecrets;
let path: string;

/** Made once: its folder with a copy of it of 100 uses before, and its keychain. */
const made = mkdtempSync(join(tmpdir(), 'tokenkeep-audit-'));
const keychain = memorySecrets();
beforeAll(async () => {
  const log = anAuditLog(made, keychain);
  await use(log, USES / 2);
  cpSync(join(made, 'audit'), join(made, 'copy'), { recursive: true });
  await use(log, USES / 2, USES / 2);
  await log.end();
});
afterAll(() => rmSync(made, { recursive: true }));
beforeEach(() => {
  [home, secrets] = [aHome(), memorySecrets()];
  cpSync(made, home, { recursive: true });
  const [theirs, ours] = [auditIds(made), auditIds(home)];
  for (const part of ['key', 'anchor'] as const) {
    const kept = keychain.entries.get(theirs[part]);
    if (kept !== undefined) secrets.entries.set(ours[part], kept);
  }
  path = segmentsOf(home)[0] ?? '';
});

const rewrite = (change: (lines: readonly string[]) => readonly string[]): void =>
  writeFileSync(
    path,
    change(linesIn(path))
      .map((line) => `${line}\n`)
      .join(''),
  );

const without = (lines: readonly string[], n: number): readonly string[] => lines.filter((_, index) => index !== n - 1);

/** As somebody would who knows how the chain is made and has not its key. */
function rehashed(lines: readonly string[]): readonly string[] {
  let before = createHmac('sha256', 'no key').update('tokenkeep audit 1').digest('hex');
  return lines.map((line) => {
    const body = line.slice(0, line.lastIndexOf(',"mac":'));
    before = createHmac('sha256', 'no key').update(before).update(body).digest('hex');
    return `${body},"mac":"${before}"}`;
  });
}

interface Tamper {
  readonly how: string;
  readonly harm: () => void;
  /** The first wrong position. */
  readonly position: number;
  readonly kind: string;
}

const tampers: readonly Tamper[] = [
  ...[1, 3, 100].map((count) => ({
    how: `cut by its last ${count}`,
    harm: () => rewrite((lines) => lines.slice(0, USES - count)),
    position: USES - count + 1,
    kind: 'missing',
  })),
  { how: 'robbed of entry 50', harm: () => rewrite((lines) => without(lines, 50)), position: 50, kind: 'missing' },
  {
    how: 'given entries 50 and 51 the other way round',
    harm: () => rewrite((lines) => [...lines.slice(0, 49), lines[50] ?? '', lines[49] ?? '', ...lines.slice(51)]),
    position: 50,
    kind: 'missing',
  },
  {
    how: 'changed in a field of entry 50',
    harm: () => rewrite((lines) => lines.map((line, i) => (i === 49 ? line.replace('"window"', '"nobody"') : line))),
    position: 50,
    kind: 'altered',
  },
  {
    how: 'changed in a field of its last entry',
    harm: () => rewrite((lines) => lines.map((line, i) => (i === 199 ? line.replace('"window"', '"nobody"') : line))),
    position: 200,
    kind: 'altered',
  },
  { how: 'hashed anew without the key', harm: () => rewrite(rehashed), position: 1, kind: 'altered' },
  {
    how: 'put back to its copy of 100 uses ago, with all that lies beside it',
    harm() {
      rmSync(join(home, 'audit'), { recursive: true });
      cpSync(join(home, 'copy'), join(home, 'audit'), { recursive: true });
    },
    position: 101,
    kind: 'missing',
  },
  { how: 'deleted', harm: () => rmSync(path), position: 1, kind: 'missing' },
  {
    how: 'deleted with its folder',
    harm: () => rmSync(join(home, 'audit'), { recursive: true }),
    position: 1,
    kind: 'missing',
  },
  { how: 'emptied', harm: () => writeFileSync(path, ''), position: 1, kind: 'missing' },
];

describe('after 200 uses a log that was', () => {
  for (const { how, harm, position, kind } of tampers) {
    test(`${how} is found to be, and its first wrong position is named`, async () => {
      harm();
      const report = await verify(anAuditLog(home, secrets));
      expect([report.state, report.breaks[0]]).toMatchObject(['broken', { position, kind }]);
    });

    test(`${how} is still found to be after uses that came later`, async () => {
      harm();
      const log = anAuditLog(home, secrets);
      await use(log, 5, USES);
      const report = await verify(log);
      expect([report.state, report.breaks[0]]).toMatchObject(['broken', { position, kind }]);
      const recent = await log.recent(5);
      const newest = USES + 5 + report.remarks.length;
      expect(recent.ok && recent.value.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4].map((back) => newest - back));
    });
  }

  test('given a byte of rubbish at its end is repaired, which it records, and loses no entry', async () => {
    appendFileSync(path, 'x');
    const log = anAuditLog(home, secrets);
    await use(log, 1, USES);
    const report = await verify(log);
    expect(report).toMatchObject({ state: 'whole', entries: USES + 2, breaks: [] });
    expect(report.remarks.map(({ n, outcome }) => [n, outcome])).toEqual([
      [201, 'repaired: 1 bytes after entry 200 were no entry and were set aside'],
    ]);
    const aside = readdirSync(join(home, 'audit')).filter((name) => name.startsWith('aside'));
    expect(aside.map((name) => readFileSync(join(home, 'audit', name), 'utf8'))).toEqual(['x']);
    expect(aside.map((name) => modeOf(join(home, 'audit', name)))).toEqual(['600']);
  });

  test('given an entry of somebody else at its end has it set aside, and records that', async () => {
    appendFileSync(path, `${rehashed(linesIn(path)).at(-1)?.replace('"n":200', '"n":201')}\n`);
    const log = anAuditLog(home, secrets);
    await use(log, 1, USES);
    const report = await verify(log);
    expect(report).toMatchObject({ state: 'whole', entries: USES + 2 });
    expect(report.remarks).toMatchObject([{ n: 201, act: 'audit' }]);
  });
});

test('a cut end is troubling from the next use on, and goes on being told', async () => {
  rewrite((lines) => lines.slice(0, 197));
  const log = anAuditLog(home, secrets);
  expect(log.troubles()).toEqual([]);
  await use(log, 1, USES);
  expect(log.troubles()).toEqual([{ code: 'audit-gap', last: 200 }]);
  const report = await verify(log);
  expect(report.breaks).toMatchObject([{ position: 198, to: 200, kind: 'missing' }]);
  expect(report.remarks).toMatchObject([{ n: 201, outcome: expect.stringContaining('gap: entry 200') }]);
});

test('an end that is cut while it is open is noticed at the next use', async () => {
  const log = anAuditLog(home, secrets);
  await use(log, 5, USES);
  rewrite((lines) => lines.slice(0, -2));
  await use(log, 1, USES + 5);
  expect(log.troubles()).toEqual([{ code: 'audit-gap', last: 205 }]);
});

test('uses that the anchor has not reached yet cannot be cut either while the head file stands', async () => {
  const log = anAuditLog(home, secrets);
  await use(log, 10, USES);
  // As after a kill: nothing was anchored.
  rewrite((lines) => lines.slice(0, -1));
  const next = anAuditLog(home, secrets);
  expect(await verify(next)).toMatchObject({ state: 'broken', breaks: [{ position: 210, kind: 'missing' }] });
});

test('without the anchor that is said, once, and the log goes on', async () => {
  secrets.entries.delete(auditIds(home).anchor);
  const log = anAuditLog(home, secrets);
  expect(await verify(log)).toMatchObject({ state: 'anchor-missing', breaks: [] });
  expect(log.troubles()).toEqual([{ code: 'audit-anchor-missing' }]);
  await log.end();
  const next = anAuditLog(home, secrets);
  await use(next, 1, USES);
  expect(await verify(next)).toMatchObject({
    state: 'whole',
    entries: USES + 2,
    remarks: [{ n: 201, outcome: expect.stringContaining('anchor missing') }],
  });
});

test('without the key the log is moved aside whole, and the new one begins with saying so', async () => {
  const before = readFileSync(path, 'utf8');
  secrets.entries.clear();
  const log = anAuditLog(home, secrets);
  await use(log, 1);
  expect(log.troubles()).toEqual([{ code: 'audit-key-missing' }]);
  expect(await verify(log)).toMatchObject({
    state: 'whole',
    entries: 2,
    remarks: [{ n: 1, outcome: expect.stringContaining('key missing') }],
  });
  expect(readFileSync(join(home, 'audit', 'unproven-1', '0000000001-2026-11.jsonl'), 'utf8')).toBe(before);
});

test('without the head file that is recorded, and nothing is lost', async () => {
  rmSync(join(home, 'audit', 'head'));
  const log = anAuditLog(home, secrets);
  await use(log, 1, USES);
  const remarks = [{ n: 201, outcome: expect.stringContaining('second anchor missing') }];
  expect(await verify(log)).toMatchObject({ state: 'whole', entries: USES + 2, remarks });
});

test('the anchor follows within half a minute, and in a second where much is written', async () => {
  const anchor = (): unknown => {
    const kept = secrets.entries.get(auditIds(home).anchor);
    return JSON.parse(kept?.credential.access.use((text) => text) ?? 'null');
  };
  const log = anAuditLog(home, secrets);
  await use(log, 1, USES);
  expect(anchor()).toMatchObject({ n: USES });
  await log.clock.advance(seconds(30), settled);
  expect(anchor()).toMatchObject({ n: USES + 1 });
  await use(log, 70, USES + 1);
  await log.clock.advance(seconds(1), settled);
  expect(anchor()).toMatchObject({ n: USES + 71 });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
