import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAuditLog } from '../../../main/adapters/audit-file.ts';
import type { AuditEntry } from '../../../main/domain/storage-ports.ts';
import { parseIso } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { startChild } from './child.ts';
import { aHome, modeOf, namesIn } from './home-folder.ts';

function entry(when: string, outcome: string): AuditEntry {
  const told = parseIso(when);
  if (told === undefined) throw new Error('not a date');
  return { at: told.at, act: 'copy', token: tokenId('t'), label: 'github', actor: 'window', outcome };
}

const linesIn = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

test('entries come back newest first, over months, and no more than asked for', async () => {
  const home = aHome();
  const log = openAuditLog({ folder: home });
  for (const [when, outcome] of [
    ['2026-10-31T23:59:59Z', 'first'],
    ['2026-11-01T00:00:00Z', 'second'],
    ['2026-11-02T00:00:00Z', 'third'],
  ] as const) {
    expect(await log.append(entry(when, outcome))).toEqual({ ok: true, value: undefined });
  }
  expect(namesIn(join(home, 'audit'))).toEqual(['2026-10.jsonl', '2026-11.jsonl']);
  expect(await log.recent(10)).toMatchObject({
    ok: true,
    value: [{ outcome: 'third' }, { outcome: 'second' }, { outcome: 'first' }],
  });
  expect(await log.recent(2)).toMatchObject({ ok: true, value: [{ outcome: 'third' }, { outcome: 'second' }] });
  expect(await log.recent(1)).toEqual({
    ok: true,
    value: [
      { at: '2026-11-02T00:00:00Z', act: 'copy', token: 't', label: 'github', actor: 'window', outcome: 'third' },
    ],
  });
});

test('a log that was never written has nothing to tell', async () => {
  expect(await openAuditLog({ folder: aHome() }).recent(5)).toEqual({ ok: true, value: [] });
});

test('only the owner may read it', async () => {
  const home = aHome();
  await openAuditLog({ folder: home }).append(entry('2026-11-01T00:00:00Z', 'ok'));
  expect([modeOf(join(home, 'audit')), modeOf(join(home, 'audit', '2026-11.jsonl'))]).toEqual(['700', '600']);
});

test('a line that a crash cut short is ended first, and loses no other', async () => {
  const home = aHome();
  const path = join(home, 'audit', '2026-11.jsonl');
  const log = openAuditLog({ folder: home });
  await log.append(entry('2026-11-01T00:00:00Z', 'before'));
  appendFileSync(path, '{"at":"2026-11-01T00:00:01Z","act":"co');
  await log.append(entry('2026-11-01T00:00:02Z', 'after'));
  expect(linesIn(path)).toHaveLength(3);
  expect(await log.recent(10)).toMatchObject({ ok: true, value: [{ outcome: 'after' }, { outcome: 'before' }] });
});

test('the newest are found in a long log, past garbage and a line too long for any of ours', async () => {
  const home = aHome();
  const log = openAuditLog({ folder: home });
  const path = join(home, 'audit', '2026-11.jsonl');
  await Promise.all(Array.from({ length: 3000 }, (_, index) => log.append(entry('2026-11-01T00:00:00Z', `n${index}`))));
  appendFileSync(path, `${'x'.repeat(2_000_000)}\n\u0000\u0000\n\n{"at":1}\n`);
  await log.append(entry('2026-11-01T00:00:00Z', 'ümlaut'));
  const recent = await log.recent(3000);
  expect(recent.ok && recent.value.map(({ outcome }) => outcome)).toEqual([
    'ümlaut',
    ...Array.from({ length: 2999 }, (_, index) => `n${2999 - index}`),
  ]);
});

test('an entry that cannot be written is told to whoever wanted to record it', async () => {
  const home = aHome();
  writeFileSync(join(home, 'audit'), 'a file where the folder should be');
  expect(await openAuditLog({ folder: home }).append(entry('2026-11-01T00:00:00Z', 'ok'))).toMatchObject({
    ok: false,
    failure: { code: 'file-unwritable', file: 'audit/2026-11.jsonl' },
  });
});

test('a symbolic link at its place is not followed', async () => {
  const home = aHome();
  const foreign = join(aHome(), 'foreign');
  writeFileSync(foreign, 'theirs');
  mkdirSync(join(home, 'audit'));
  symlinkSync(foreign, join(home, 'audit', '2026-11.jsonl'));
  expect(await openAuditLog({ folder: home }).append(entry('2026-11-01T00:00:00Z', 'ok'))).toMatchObject({
    ok: false,
    failure: { reason: 'ELOOP' },
  });
  expect(readFileSync(foreign, 'utf8')).toBe('theirs');
});

test('two processes that append 500 entries each leave a thousand whole lines', async () => {
  const home = aHome();
  const children = [startChild('audit', home, 'one', '500'), startChild('audit', home, 'two', '500')];
  await Promise.all(children.map(async (child) => await child.ended()));
  expect(children.map((child) => child.said())).toEqual([['500'], ['500']]);
  const recent = await openAuditLog({ folder: home }).recent(5000);
  expect(recent.ok && recent.value).toHaveLength(1000);
  expect(recent.ok && new Set(recent.value.map(({ actor, outcome }) => actor + outcome)).size).toBe(1000);
});
