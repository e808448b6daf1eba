import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeTeamFolder, openTeamFolder } from '../../main/adapters/team-folder.ts';
import type { Seat, TeamStore } from '../../main/domain/ports-team.ts';
import { recordId } from '../../shared/team-ids.ts';
import { duration, minutes, seconds } from '../../shared/time.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { eventually } from '../support/eventually.ts';
import { T0 } from '../support/tokens.ts';

const root = mkdtempSync(join(tmpdir(), 'tokenkeep-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const id = recordId('a'.repeat(32));
const bytes = (text: string): Uint8Array => Buffer.from(text);
const textIn = (sealed: Uint8Array | undefined): string => Buffer.from(sealed ?? []).toString();
const length = minutes(1);

let folder = '';
let clock = createFakeClock(T0);
let turn = 0;

beforeEach(async () => {
  folder = join(root, String((turn += 1)));
  clock = createFakeClock(T0);
  await makeTeamFolder(folder);
});

const open = (machine = 'here', place = folder): TeamStore =>
  openTeamFolder({ folder: place, machine, clock, handOver: minutes(2) });
const seat = (name: string, follows: readonly string[] = []): Seat => ({
  id: name,
  instance: `${name}-1`,
  label: `sealed ${name}`,
  follows,
});
const pass = (by: number) => clock.advance(duration(by), async () => undefined);

const read = async (store: TeamStore) => {
  const found = await store.read([id]);
  return found.ok ? found.value[0] : undefined;
};

test('what one wrote another reads, and only what follows what is there is taken', async () => {
  const [one, other] = [open(), open()];
  expect(await one.write({ id, expected: 0, sealed: bytes('first') })).toEqual({ ok: true, value: undefined });
  expect(await read(other)).toMatchObject({ version: 1, rivals: [] });
  expect(await other.write({ id, expected: 0, sealed: bytes('late') })).toEqual({
    ok: false,
    failure: { code: 'team-stale', version: 1 },
  });
  expect((await other.write({ id, expected: 1, sealed: bytes('second') })).ok).toBe(true);
  expect(textIn((await read(one))?.sealed)).toBe('second');
});

test('of twenty who write the same next version at once one succeeds', async () => {
  const stores = Array.from({ length: 20 }, () => open());
  const writes = stores.map((store, at) => store.write({ id, expected: 0, sealed: bytes(`by ${at}`) }));
  const done = (await Promise.all(writes)).filter(({ ok }) => ok);
  expect(done).toHaveLength(1);
  expect((await read(open()))?.rivals).toEqual([]);
});

test('a list tells what changed since the last, and all to whoever asks first', async () => {
  const store = open();
  await store.write({ id, expected: 0, sealed: bytes('x') });
  const first = await store.list();
  const cursor = first.ok ? first.value.cursor : '';
  expect(first).toMatchObject({ ok: true, value: { changed: [{ id, version: 1 }] } });
  expect(await store.list(cursor)).toMatchObject({ ok: true, value: { changed: [] } });
  await open().write({ id, expected: 1, sealed: bytes('y') });
  expect(await store.list(cursor)).toMatchObject({ ok: true, value: { changed: [{ id, version: 2 }] } });
});

test('two machines that wrote without seeing each other leave both, until somebody has merged them', async () => {
  const away = join(root, `${turn}-away`);
  await open().write({ id, expected: 0, sealed: bytes('base') });
  cpSync(folder, away, { recursive: true });
  await open('here').write({ id, expected: 1, sealed: bytes('mine') });
  await open('there', away).write({ id, expected: 1, sealed: bytes('theirs') });
  cpSync(join(away, 'records'), join(folder, 'records'), { recursive: true });

  const found = await read(open());
  const both = [found?.sealed, ...(found?.rivals ?? [])].map(textIn);
  expect(both).toEqual(expect.arrayContaining(['mine', 'theirs']));
  const settles = found?.rivals ?? [];
  await open().write({ id, expected: 2, sealed: bytes('merged'), settles });
  const after = await read(open());
  expect(textIn(after?.sealed)).toBe('merged');
  // What the sync brought again of the base is an ancestor, and whoever merges knows it by its past.
  expect((after?.rivals ?? []).map(textIn)).not.toContain('theirs');
});

test('a copy that a sync service renamed is read, and one that has not wholly arrived is not', async () => {
  await open().write({ id, expected: 0, sealed: bytes('whole') });
  const records = join(folder, 'records');
  const [name = ''] = readdirSync(records);
  writeFileSync(join(records, name.replace('.json', ' (conflicted copy 2026-11-25).json')), 'of another');
  expect(((await read(open()))?.rivals ?? []).map(textIn)).toEqual(['of another']);
  writeFileSync(join(records, `${id}.2.${'0'.repeat(16)}.json`), 'hal');
  expect(textIn((await read(open()))?.sealed)).toBe('whole');
});

test('the last three versions are kept beside', async () => {
  const store = open();
  for (let version = 0; version < 8; version += 1)
    await store.write({ id, expected: version, sealed: bytes(`version ${version + 1}`) });
  expect(readdirSync(join(folder, 'records'))).toHaveLength(1);
  expect(readdirSync(join(folder, 'old'))).toHaveLength(3);
});

test('a folder that is gone is said to be out of reach and is not made anew', async () => {
  const store = open();
  renameSync(folder, `${folder}-gone`);
  for (const answer of [
    await store.list(),
    await store.read([id]),
    await store.write({ id, expected: 0, sealed: bytes('x') }),
  ])
    expect(answer).toEqual({ ok: false, failure: { code: 'team-unreachable', reason: 'ENOENT' } });
  renameSync(`${folder}-gone`, folder);
  expect((await store.list()).ok).toBe(true);
});

test('a folder of a newer format is left alone', async () => {
  writeFileSync(join(folder, 'tokenkeep-team.json'), '{"format":"tokenkeep-team-folder","version":9}');
  const refused = { ok: false, failure: { code: 'team-store-refused', reason: 'newer' } };
  expect(await open().list()).toEqual(refused);
  expect(await makeTeamFolder(folder)).toEqual(refused);
});

test('a lease is one seat’s at a time, and the next has a greater number', async () => {
  const [one, other] = [open(), open()];
  const lease = await one.take(id, seat('one'), length);
  expect(lease).toMatchObject({ ok: true, value: { fence: 1, doubts: [] } });
  expect(await other.take(id, seat('two'), length)).toMatchObject({
    ok: false,
    failure: { code: 'team-lease-held', holder: 'one', where: 'sealed one' },
  });
  if (lease.ok) await one.release(lease.value);
  expect(await other.take(id, seat('two'), length)).toMatchObject({ ok: true, value: { fence: 2, doubts: [] } });
});

test('whoever comes too late is refused by the number, and what it may have had is in doubt until it is written over', async () => {
  const store = open();
  const slow = await store.take(id, seat('slow'), length);
  await pass(minutes(2));
  const next = await store.take(id, seat('next'), length);
  expect(next).toMatchObject({ ok: true, value: { doubts: [{ instance: 'slow-1', where: 'sealed slow' }] } });
  if (!slow.ok || !next.ok) return;
  const late = await store.write({ id, expected: 0, sealed: bytes('late'), lease: slow.value });
  expect(late).toEqual({ ok: false, failure: { code: 'team-fenced' } });
  expect(await store.renew(slow.value, length)).toEqual({ ok: false, failure: { code: 'team-fenced' } });
  await store.write({ id, expected: 0, sealed: bytes('good'), lease: next.value });
  await store.release(next.value);
  expect(await store.take(id, seat('third'), length)).toMatchObject({ ok: true, value: { fence: 3, doubts: [] } });
});

test('another machine takes over when the holder was silent for its lease, and then waits for other claims', async () => {
  const [here, there] = [open('here'), open('there')];
  await here.take(id, seat('home'), length);
  expect(await there.take(id, seat('away'), length)).toMatchObject({ ok: false, failure: { holder: 'home' } });
  await pass(minutes(3) + 1);
  // Its claim is made, and has to be seen first.
  expect(await there.take(id, seat('away'), length)).toMatchObject({ ok: false, failure: { holder: 'away' } });
  await pass(minutes(2) + 1);
  expect(await there.take(id, seat('away'), length)).toMatchObject({ ok: true, value: { fence: 2 } });
});

test('a holder that goes on renewing is never followed, however its clock runs', async () => {
  const [here, there] = [open('here'), open('there')];
  const lease = await here.take(id, seat('home'), length);
  if (!lease.ok) return;
  for (let round = 0; round < 6; round += 1) {
    await pass(minutes(1));
    expect((await here.renew(lease.value, length)).ok).toBe(true);
    expect((await there.take(id, seat('away'), length)).ok).toBe(false);
  }
});

test('a home that was copied is noticed while the first one runs, and its machine is named', async () => {
  expect((await open('here').sit(seat('home'), minutes(5))).ok).toBe(true);
  const copy: Seat = { ...seat('home'), instance: 'home-2', label: 'sealed copy' };
  expect(await open('there').sit(copy, minutes(5))).toEqual({
    ok: false,
    failure: { code: 'team-seat-taken', where: 'sealed home' },
  });
  await pass(minutes(6));
  expect((await open('there').sit(copy, minutes(5))).ok).toBe(true);
});

test('whoever starts anew after an earlier run sits at once', async () => {
  await open().sit(seat('home'), minutes(5));
  const next: Seat = { ...seat('home'), instance: 'home-2', follows: ['home-1'] };
  expect((await open().sit(next, minutes(5))).ok).toBe(true);
});

test('a watcher is told of what another wrote', async () => {
  const store = open();
  let told = 0;
  const end = store.watch(() => (told += 1));
  await open().write({ id, expected: 0, sealed: bytes('x') });
  await eventually(() => told > 0, seconds(5));
  await end();
});
