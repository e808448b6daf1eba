import { appendFileSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { memorySecrets } from '../../support/memory-ports.ts';
import { startChild } from './child.ts';
import { aHome, anAuditLog, entry, segmentsOf, use, verify } from './an-audit-log.ts';
import { fileSecrets } from '../../support/file-secrets.ts';
import { modeOf } from './home-folder.ts';

test('entries come back newest first, over months, and no more than asked for', async () => {
  const home = aHome();
  const log = anAuditLog(home);
  for (const [when, outcome] of [
    ['2026-10-31T23:59:59Z', 'first'],
    ['2026-11-01T00:00:00Z', 'second'],
    ['2026-11-02T00:00:00Z', 'third'],
  ] as const) {
    expect(await log.append(entry(when, outcome))).toEqual({ ok: true, value: undefined });
  }
  expect(segmentsOf(home).map((path) => basename(path))).toEqual([
    '0000000001-2026-10.jsonl',
    '0000000002-2026-11.jsonl',
  ]);
  expect(await log.recent(10)).toMatchObject({
    ok: true,
    value: [{ outcome: 'third' }, { outcome: 'second' }, { outcome: 'first' }],
  });
  expect(await log.recent(2)).toMatchObject({ ok: true, value: [{ outcome: 'third' }, { outcome: 'second' }] });
  const third = { n: 3, at: '2026-11-02T00:00:00Z', act: 'copy', token: 't', label: 'github' };
  expect(await log.recent(1)).toEqual({ ok: true, value: [{ ...third, actor: 'window', outcome: 'third' }] });
  expect(await verify(log)).toEqual({ state: 'whole', entries: 3, breaks: [], remarks: [] });
});

test('with the clock set back over the end of a month the entries stay in their order', async () => {
  const log = anAuditLog(aHome());
  await log.append(entry('2026-11-01T00:00:00Z', 'first'));
  await log.append(entry('2026-10-31T23:00:00Z', 'second'));
  await log.append(entry('2026-11-01T00:10:00Z', 'third'));
  expect(await log.recent(3)).toMatchObject({
    value: [{ outcome: 'third' }, { outcome: 'second' }, { outcome: 'first' }],
  });
  expect(await verify(log)).toMatchObject({ state: 'whole', entries: 3 });
});

test('what is asked for is what is shown: token, act, actor and time', async () => {
  const log = anAuditLog(aHome());
  await log.append(entry('2026-11-01T00:00:00Z', 'first'));
  await log.append({ ...entry('2026-11-02T00:00:00Z', 'second'), label: 'other', act: 'get', actor: 'git, pid 7' });
  const outcomes = async (filter: Parameters<typeof log.recent>[1]) => {
    const found = await log.recent(10, filter);
    return found.ok && found.value.map(({ outcome }) => outcome);
  };
  expect(await outcomes({ token: 'github' })).toEqual(['first']);
  expect(await outcomes({ act: 'get' })).toEqual(['second']);
  expect(await outcomes({ actor: 'git' })).toEqual(['second']);
  expect(await outcomes({ since: entry('2026-11-01T12:00:00Z', '').at })).toEqual(['second']);
  expect(await outcomes({ until: entry('2026-11-01T12:00:00Z', '').at })).toEqual(['first']);
  expect(await outcomes({ token: 'github', act: 'get' })).toEqual([]);
});

test('a log that was never written has nothing to tell', async () => {
  const log = anAuditLog(aHome());
  expect(await log.recent(5)).toEqual({ ok: true, value: [] });
  expect(await verify(log)).toEqual({ state: 'whole', entries: 0, breaks: [], remarks: [] });
});

test('only the owner may read it', async () => {
  const home = aHome();
  await use(anAuditLog(home), 1);
  const [segment = ''] = segmentsOf(home);
  expect([join(home, 'audit'), segment, join(home, 'audit', 'head')].map(modeOf)).toEqual(['700', '600', '600']);
});

test('the newest are found in a long log, past what is no entry', async () => {
  const home = aHome();
  const log = anAuditLog(home);
  const at = '2026-11-01T00:00:00Z';
  await Promise.all(Array.from({ length: 3000 }, (_, index) => log.append(entry(at, `n${index}`))));
  const [path = ''] = segmentsOf(home);
  appendFileSync(path, `${'x'.repeat(2_000_000)}\n\u0000\u0000\n\n{"at":1}\n`);
  await log.append(entry(at, 'ümlaut'));
  const recent = await log.recent(3000, { act: 'copy' });
  expect(recent.ok && recent.value.map(({ outcome }) => outcome)).toEqual([
    'ümlaut',
    ...Array.from({ length: 2999 }, (_, index) => `n${2999 - index}`),
  ]);
  expect(await verify(log)).toMatchObject({ state: 'whole', entries: 3002, remarks: [{ n: 3001 }] });
});

test('an entry that cannot be written is told to whoever wanted to record it, and the next is written when it can be', async () => {
  const home = aHome();
  writeFileSync(join(home, 'audit'), 'a file where the folder should be');
  const log = anAuditLog(home);
  const written = await log.append(entry('2026-11-01T00:00:00Z', 'ok'));
  expect(written).toMatchObject({ ok: false, failure: { code: 'file-unwritable', file: 'audit' } });
});

test('with the keyring locked nothing is recorded and the reason is told; it goes on when it is open', async () => {
  const secrets = memorySecrets();
  const log = anAuditLog(aHome(), secrets);
  secrets.failure = { code: 'keyring-locked' };
  expect(await log.append(entry('2026-11-01T00:00:00Z', 'no'))).toEqual({
    ok: false,
    failure: { code: 'keyring-locked' },
  });
  expect(await log.verify(() => undefined)).toEqual({ ok: false, failure: { code: 'keyring-locked' } });
  secrets.failure = undefined;
  await use(log, 2);
  secrets.failure = { code: 'keyring-locked' };
  // The key is known by now; only the anchor waits.
  await use(log, 1, 2);
  secrets.failure = undefined;
  expect(await verify(log)).toMatchObject({ state: 'whole', entries: 3 });
});

test('a symbolic link at its place is not followed', async () => {
  const home = aHome();
  const foreign = join(aHome(), 'foreign');
  writeFileSync(foreign, 'theirs');
  const log = anAuditLog(home);
  await use(log, 1);
  const [segment = ''] = segmentsOf(home);
  rmSync(segment);
  symlinkSync(foreign, segment);
  expect(await log.append(entry('2026-11-01T00:00:00Z', 'ok'))).toMatchObject({
    ok: false,
    failure: { reason: 'ELOOP' },
  });
  expect(readFileSync(foreign, 'utf8')).toBe('theirs');
});

test('two processes that append 500 entries each leave one chain of a thousand', async () => {
  const home = aHome();
  const children = [startChild('audit', home, 'one', '500'), startChild('audit', home, 'two', '500')];
  await Promise.all(children.map(async (child) => await child.ended()));
  expect(children.map((child) => child.said())).toEqual([['500'], ['500']]);
  const log = anAuditLog(home, fileSecrets(join(home, 'keychain')));
  expect(await verify(log)).toEqual({ state: 'whole', entries: 1000, breaks: [], remarks: [] });
  const recent = await log.recent(5000);
  expect(recent.ok && new Set(recent.value.map(({ actor, outcome }) => actor + outcome)).size).toBe(1000);
});

test('two processes that append one after another, each as soon as it can, share the log in turns', async () => {
  const home = aHome();
  const children = ['one', 'two'].map((name) => startChild('audit-slowly', home, name, '500'));
  await Promise.all(children.map(async (child) => await child.ended()));
  expect(children.map((child) => child.said().length)).toEqual([500, 500]);
  const log = anAuditLog(home, fileSecrets(join(home, 'keychain')));
  expect(await verify(log)).toEqual({ state: 'whole', entries: 1000, breaks: [], remarks: [] });
});

test('two homes on one keychain have each a log of its own', async () => {
  const secrets = memorySecrets();
  const [one, other] = [anAuditLog(aHome(), secrets), anAuditLog(aHome(), secrets)];
  await use(one, 3);
  await use(other, 2);
  expect(await verify(one)).toMatchObject({ state: 'whole', entries: 3 });
  expect(await verify(other)).toMatchObject({ state: 'whole', entries: 2 });
});

test.runIf(process.platform === 'linux')('what is told after the end is written, and leaves no file open', async () => {
  const home = aHome();
  const log = anAuditLog(home);
  await use(log, 2);
  await log.end();
  await use(log, 1, 2);
  await eventually(() => openBelow(home).length === 0);
  expect(segmentsOf(home).flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))).toHaveLength(3);
});

/** The files that this process has open there. */
function openBelow(folder: string): readonly string[] {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(join('/proc/self/fd', fd));
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith(folder));
}
