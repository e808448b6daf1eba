import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../main/adapters/team-postgres.ts';
import { postgresPlace } from '../../main/adapters/team-postgres-place.ts';
import type { Seat, TeamStore } from '../../main/domain/ports-team.ts';
import { Secret } from '../../main/domain/secret.ts';
import { succeeded } from '../../shared/result.ts';
import { recordId, teamId, type TeamId } from '../../shared/team-ids.ts';
import { seconds } from '../../shared/time.ts';
import { eventually } from '../support/eventually.ts';
import { memoryLog } from '../support/memory-ports.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';

let server: Postgres;
beforeAll(async () => void (server = await startPostgres()), 60_000);
afterAll(() => server.end());

let teams = 0;
const aTeam = (): TeamId => teamId((teams += 1).toString(16).padStart(32, '0'));

function addressOf({ user, host, port, database }: Postgres, more = 'sslmode=disable'): string {
  return `postgres://${user}@${host}:${port}/${database}?${more}`;
}

function open(
  team: TeamId,
  { address = addressOf(server), password = server.password, ca = [] as string[] } = {},
): TeamStore {
  const place = postgresPlace(address);
  if (!place.ok) throw new Error(place.failure.need);
  const store = openPostgresStore({
    place: place.value,
    password: new Secret(password),
    authorities: ca,
    team,
    log: memoryLog(),
  });
  onTestFinished(store.end);
  return store;
}

const record = recordId('a'.repeat(32));
const other = recordId('b'.repeat(32));
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const seat = (name: string, follows: readonly string[] = []): Seat => ({
  id: name.slice(0, 1),
  instance: name,
  label: `sealed name of ${name}`,
  follows,
});
const SHORT = seconds(0.3);
const LONG = seconds(60);

function given<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe('records', () => {
  test('what one wrote another reads, and the second of two who write at once is told what is there', async () => {
    const team = aTeam();
    const [one, two] = [open(team), open(team)];
    expect(await one.write({ id: record, expected: 0, sealed: bytes('first') })).toMatchObject({ ok: true });
    expect(await two.write({ id: record, expected: 0, sealed: bytes('late') })).toEqual({
      ok: false,
      failure: { code: 'team-stale', version: 1 },
    });
    expect(await two.write({ id: record, expected: 1, sealed: bytes('second') })).toMatchObject({ ok: true });
    const [read] = given(await one.read([record, other]));
    expect([read?.version, Buffer.from(read?.sealed ?? []).toString()]).toEqual([2, 'second']);
  });

  test('twenty who write the same version leave one write, and each of the rest knows', async () => {
    const team = aTeam();
    const stores = Array.from({ length: 4 }, () => open(team));
    const writes = stores.flatMap((store) =>
      Array.from({ length: 5 }, () => store.write({ id: record, expected: 0, sealed: bytes('mine') })),
    );
    const codes = (await Promise.all(writes)).map((result) => (result.ok ? 'written' : result.failure.code));
    expect(codes.toSorted()).toEqual([...Array<string>(19).fill('team-stale'), 'written']);
  });

  test('a cursor tells what changed since, and other teams see nothing of it', async () => {
    const [mine, others] = [open(aTeam()), open(aTeam())];
    given(await mine.write({ id: record, expected: 0, sealed: bytes('x') }));
    const first = given(await mine.list());
    expect(first.changed).toEqual([{ id: record, version: 1 }]);
    given(await mine.write({ id: other, expected: 0, sealed: bytes('y') }));
    expect(given(await mine.list(first.cursor)).changed).toContainEqual({ id: other, version: 1 });
    expect(given(await others.list()).changed).toEqual([]);
    const settled = given(await mine.list(given(await mine.list()).cursor));
    expect(settled.changed).toEqual([]);
  });

  test('a write that was begun before a look and ended after it is told by the next', async () => {
    const team = aTeam();
    const store = open(team);
    given(await store.write({ id: record, expected: 0, sealed: bytes('x') }));
    const slow = new pg.Client({ ...server, ssl: false });
    await slow.connect();
    await slow.query('begin');
    await slow.query(`insert into tokenkeep.records values ('${team}', '${other}', 1, 'late', pg_current_xact_id())`);
    given(await store.write({ id: record, expected: 1, sealed: bytes('z') }));
    const { changed, cursor } = given(await store.list());
    expect(changed.map(({ id }) => id)).not.toContain(other);
    await slow.query('commit');
    await slow.end();
    expect(given(await store.list(cursor)).changed.map(({ id }) => id)).toContain(other);
  });

  test('a cursor from a database that was put back since means all there is', async () => {
    const store = open(aTeam());
    given(await store.write({ id: record, expected: 0, sealed: bytes('x') }));
    const { cursor } = given(await store.list());
    const [era = ''] = cursor.split('.');
    for (const strange of [`${era}.999999999999`, cursor.replace(era, era.replace(/^./, 'f')), 'of another store'])
      expect(given(await store.list(strange)).changed).toHaveLength(1);
  });
});

describe('leases', () => {
  test('one holds it, the other is told who does, and after it was given back the number is greater', async () => {
    const team = aTeam();
    const [one, two] = [open(team), open(team)];
    const lease = given(await one.take(record, seat('a1'), LONG));
    expect(await two.take(record, seat('b1'), LONG)).toMatchObject({
      ok: false,
      failure: { code: 'team-lease-held', holder: 'a', where: 'sealed name of a1' },
    });
    given(await one.release(lease));
    const next = given(await two.take(record, seat('b1'), LONG));
    expect(next.fence).toBeGreaterThan(lease.fence);
    expect(next.doubts).toEqual([]);
  });

  test('a holder that never gave it back is followed when its time is over, fenced, and remembered until the record is written', async () => {
    const team = aTeam();
    const [slow, next] = [open(team), open(team)];
    const lease = given(await slow.take(record, seat('a1'), SHORT));
    await eventually(async () => (await next.take(record, seat('b1'), LONG)).ok);
    const taken = given(await next.take(record, seat('b1'), LONG));
    expect(taken.doubts).toEqual([{ instance: 'a1', where: 'sealed name of a1' }]);
    const late = { id: record, expected: 0, sealed: bytes('late'), lease };
    expect(await slow.write(late)).toEqual({ ok: false, failure: { code: 'team-fenced' } });
    expect(await slow.renew(lease, LONG)).toEqual({ ok: false, failure: { code: 'team-fenced' } });
    given(await slow.release(lease));
    given(await next.write({ ...late, lease: taken }));
    expect(given(await next.take(record, seat('b1'), LONG)).doubts).toEqual([]);
  });

  test('doubt outlives those who took over and gave back with nothing written', async () => {
    const store = open(aTeam());
    given(await store.take(record, seat('a1'), SHORT));
    await eventually(async () => (await store.take(record, seat('b1'), LONG)).ok);
    given(await store.release(given(await store.take(record, seat('b1'), LONG))));
    expect(given(await store.take(record, seat('c1'), LONG)).doubts).toMatchObject([{ instance: 'a1' }]);
  });

  test('a write under a lease whose time is over is refused, though nobody else has it', async () => {
    const store = open(aTeam());
    const lease = given(await store.take(record, seat('a1'), seconds(0.05)));
    await eventually(async () => !(await store.write({ id: other, expected: 0, sealed: bytes('x'), lease })).ok);
    const again = given(await store.renew(lease, LONG));
    expect(await store.write({ id: record, expected: 0, sealed: bytes('x'), lease: again })).toMatchObject({
      ok: true,
    });
  });

  test('of many who want the same lease at once one has it', async () => {
    const team = aTeam();
    const stores = Array.from({ length: 4 }, () => open(team));
    const takes = stores.flatMap((store, n) =>
      Array.from({ length: 13 }, (_, m) => store.take(record, seat(`m${n}-${m}`), LONG)),
    );
    expect((await Promise.all(takes)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a program that was killed has at once what it held, and the doubt about it; a copy of its home is told where it runs', async () => {
    const store = open(aTeam());
    given(await store.sit(seat('a1'), LONG));
    given(await store.take(record, seat('a1'), LONG));
    const copy = await store.sit(seat('a-copy'), LONG);
    expect(copy).toEqual({ ok: false, failure: { code: 'team-seat-taken', where: 'sealed name of a1' } });
    given(await store.sit(seat('a2', ['a1']), LONG));
    const lease = given(await store.take(record, seat('a2', ['a1']), LONG));
    expect(lease.doubts).toEqual([{ instance: 'a1', where: 'sealed name of a1' }]);
  });
});

describe('a server that goes away', () => {
  test('a change is heard by who watches, and after a restart that something may have been missed', async () => {
    const team = aTeam();
    const [one, two] = [open(team), open(team)];
    let heard = 0;
    one.watch(() => (heard += 1));
    await eventually(() => heard === 1);
    given(await two.write({ id: record, expected: 0, sealed: bytes('x') }));
    await eventually(() => heard === 2);
    await server.stop('crash');
    expect(await two.list()).toMatchObject({ ok: false, failure: { code: 'team-unreachable' } });
    await server.start();
    await eventually(async () => (await two.list()).ok);
    await eventually(() => heard > 2);
  });

  test('while it is away nobody waits, and it is found again', async () => {
    const store = open(aTeam());
    given(await store.list());
    await server.stop('fast');
    const begun = performance.now();
    for (let n = 0; n < 50; n += 1) expect(await store.list()).toMatchObject({ ok: false });
    expect(performance.now() - begun).toBeLessThan(2000);
    await server.start();
    await eventually(async () => (await store.list()).ok);
  });

  test('one that takes no writes is read from, and says so', async () => {
    const team = aTeam();
    given(await open(team).write({ id: record, expected: 0, sealed: bytes('x') }));
    server.sql('alter database postgres set default_transaction_read_only = on');
    onTestFinished(() => {
      server.sql('begin read write; alter database postgres reset default_transaction_read_only; commit');
    });
    const store = open(team);
    expect(given(await store.read([record]))).toHaveLength(1);
    expect(await store.write({ id: record, expected: 1, sealed: bytes('y') })).toEqual({
      ok: false,
      failure: { code: 'team-read-only' },
    });
    expect(await store.take(record, seat('a1'), LONG)).toMatchObject({ failure: { code: 'team-read-only' } });
  });

  test('a wrong password, a database that is not there and a newer schema are refused by name', async () => {
    const wrong = open(aTeam(), { password: 'wrong' });
    expect(await wrong.list()).toEqual({ ok: false, failure: { code: 'team-store-refused', reason: '28P01' } });
    const absent = open(aTeam(), { address: addressOf({ ...server, database: 'absent' }) });
    expect(await absent.list()).toEqual({ ok: false, failure: { code: 'team-store-refused', reason: '3D000' } });
    const address = addressOf(server, 'sslmode=disable&schema=newer');
    given(await open(aTeam(), { address }).list());
    server.sql('update newer.meta set version = 99');
    const newer = open(aTeam(), { address });
    expect(await newer.list()).toEqual({ ok: false, failure: { code: 'team-store-refused', reason: '0A000' } });
    expect(server.sql('select version from newer.meta')).toBe('99');
  });

  test('ten who come first at once make the tables once', async () => {
    const address = addressOf(server, 'sslmode=disable&schema=fresh');
    const stores = Array.from({ length: 10 }, () => open(aTeam(), { address }));
    const listed = await Promise.all(stores.map((store) => store.list()));
    expect(listed.filter(({ ok }) => !ok)).toEqual([]);
  });
});

test('its certificate is checked, by authority and by name', async () => {
  const secure = await startPostgres({ tls: true });
  onTestFinished(secure.end);
  const [address, ca] = [addressOf(secure, ''), [secure.ca ?? '']];
  const options = { address, password: secure.password };
  expect(await open(aTeam(), options).list()).toMatchObject({ failure: { code: 'team-store-refused' } });
  const byName = open(aTeam(), { ...options, ca, address: address.replace('127.0.0.1', 'localhost') });
  expect(await byName.list()).toEqual({
    ok: false,
    failure: { code: 'team-store-refused', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
  expect(await open(aTeam(), { ...options, ca }).list()).toMatchObject({ ok: true });
  const plain = open(aTeam(), { address: addressOf(server, ''), password: server.password });
  expect(await plain.list()).toEqual({ ok: false, failure: { code: 'team-store-refused', reason: 'no-tls' } });
}, 60_000);

describe('an address', () => {
  test('says where, as whom and in which schema', () => {
    expect(postgresPlace('postgres://ops@db.example.org/teams?schema=red')).toEqual(
      succeeded({ host: 'db.example.org', port: 5432, database: 'teams', user: 'ops', schema: 'red', isTls: true }),
    );
    expect(postgresPlace('postgres://ops@[::1]:6000?sslmode=disable')).toMatchObject({
      value: { host: '::1', port: 6000, database: 'ops', isTls: false },
    });
  });

  test.each([
    'https://ops@db.example.org/teams',
    'postgres:///teams',
    'postgres://db.example.org/teams',
    'postgres://ops:word@db.example.org/teams',
    'postgres://ops@db.example.org/teams?sslmode=disable',
    'postgres://ops@db.example.org/teams?schema=Red%22;drop',
  ])('%s is not taken', (address) => {
    expect(postgresPlace(address)).toMatchObject({ ok: false, failure: { code: 'bad-input', field: 'address' } });
  });
});
