import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresStore } from '../../main/adapters/team-postgres.ts';
import type { TeamStore } from '../../main/domain/ports-team.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { recordId, teamId } from '../../shared/team-ids.ts';
import { minutes } from '../../shared/time.ts';
import { memoryLog } from '../support/memory-ports.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import type { Bench } from './bench.ts';
import { median, percentile, rounded } from './figures.ts';

const CLIENTS = 500;
const RECORDS = 1_000_000;
/** What is sealed of one token, as the bench `team` finds it; the many that are only there are shorter, to spare the disk. */
const SEALED_BYTES = 2000;
const SEEDED_BYTES = 320;
const CHANGES = 100;
const SEEN_TARGET_MS = 1000;

const TEAM = teamId('5'.repeat(32));
const idOf = (n: number) => recordId(n.toString(16).padStart(32, '0'));

function good<T>(result: Result<T, Partial<Failure>>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function open(server: Postgres): TeamStore {
  const place = { ...server, schema: 'tokenkeep', isTls: false };
  return openPostgresStore({
    place,
    password: new Secret(server.password),
    authorities: [],
    team: TEAM,
    log: memoryLog(),
  });
}

async function timed<T>(act: () => Promise<T>): Promise<readonly [number, T]> {
  const begun = performance.now();
  const value = await act();
  return [performance.now() - begun, value];
}

/** How long until each of the others has read what one of them wrote. */
async function seenBy(stores: readonly TeamStore[], cursors: string[]): Promise<readonly number[]> {
  const seen: number[] = [];
  let waiting = new Set<number>();
  let writtenAt = 0;
  const listen = (n: number): void => {
    void stores[n]?.list(cursors[n]).then(async (listed) => {
      if (!listed.ok || !waiting.has(n)) return;
      cursors[n] = listed.value.cursor;
      await stores[n]?.read(listed.value.changed.map(({ id }) => id));
      if (waiting.delete(n)) seen.push(performance.now() - writtenAt);
    });
  };
  const ends = stores.map((store, n) => store.watch(() => listen(n)));
  // All are told once when they begin to listen.
  await pause(8000);
  for (let change = 0; change < CHANGES; change += 1) {
    waiting = new Set(stores.keys());
    writtenAt = performance.now();
    good(await writeNext(stores[change % stores.length] ?? stores[0], change));
    while (waiting.size > 0 && performance.now() - writtenAt < 20_000) await pause(5);
    if (waiting.size > 0) throw new Error(`${waiting.size} have not seen it`);
  }
  for (const end of ends) await end();
  return seen;
}

async function writeNext(store: TeamStore | undefined, n: number): Promise<Result<void, Partial<Failure>>> {
  if (store === undefined) return { ok: false, failure: {} };
  const sealed = new Uint8Array(randomBytes(SEALED_BYTES));
  return store.write({ id: idOf(n + 1), expected: 1, sealed });
}

export const teamClients: Bench = {
  name: 'team-clients',
  about: `${CLIENTS} clients of one team of ${RECORDS} records on a real PostgreSQL: a change seen by all of them, against ${SEEN_TARGET_MS} ms`,
  needsDesktop: false,
  async run(say) {
    const server = await startPostgres({ connections: CLIENTS * 2 + 100 });
    const first = open(server);
    good(await first.list());
    const [seedMs] = await timed(async () =>
      server.sql(`insert into tokenkeep.records select '${TEAM}', lpad(to_hex(n), 32, '0'), 1,
        (select string_agg(sha256((n || '-' || part)::bytea), '') from generate_series(1, ${SEEDED_BYTES / 32}) part),
        pg_current_xact_id() from generate_series(1, ${RECORDS}) n`),
    );
    server.sql('vacuum analyze tokenkeep.records');
    say(`${RECORDS} records in ${rounded(seedMs / 1000, 0)} s`);
    const [allMs, all] = await timed(async () => good(await first.list()));
    say(`all of them listed in ${rounded(allMs, 0)} ms`);
    const [sinceMs] = await timed(async () => good(await first.list(all.cursor)));
    const stores = Array.from({ length: CLIENTS }, () => open(server));
    const [connectMs, cursors] = await timed(() =>
      Promise.all(stores.map(async (store) => good(await store.list(all.cursor)).cursor)),
    );
    say(`${CLIENTS} clients connected and up to date in ${rounded(connectMs, 0)} ms`);
    const seen = await seenBy(stores, cursors);
    say(`a change is seen by all: half within ${rounded(median(seen), 0)} ms`);
    const seat = (n: number) => ({ id: `seat-${n}`, instance: `start-${n}`, label: '', follows: [] });
    const [herdMs, taken] = await timed(() =>
      Promise.all(stores.map((store, n) => store.take(idOf(7), seat(n), minutes(1)))),
    );
    const families = 2000;
    const [leaseMs] = await timed(async () => {
      const queue = Array.from({ length: families }, (_, n) => n + 10_000);
      const work = async (store: TeamStore, n: number): Promise<void> => {
        for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
          const lease = good(await store.take(idOf(id), seat(n), minutes(1)));
          good(await store.read([idOf(id)]));
          const sealed = new Uint8Array(randomBytes(SEALED_BYTES));
          good(await store.write({ id: idOf(id), expected: 1, sealed, lease }));
          good(await store.release(lease));
        }
      };
      await Promise.all(stores.slice(0, 100).map(work));
    });
    const sizes = server.sql(
      `select pg_total_relation_size('tokenkeep.records') || ' ' || pg_indexes_size('tokenkeep.records') || ' ' || (select count(*) from pg_stat_activity where application_name = 'tokenkeep')`,
    );
    const [bytes = 0, indexBytes = 0, connections = 0] = sizes.split(' ').map(Number);
    await Promise.all([first, ...stores].map((store) => store.end()));
    await server.end();
    return {
      ratio: rounded(percentile(seen, 95) / SEEN_TARGET_MS),
      value: rounded(percentile(seen, 95), 0),
      unit: 'ms',
      against: 'a second',
      runs: CHANGES,
      detail: {
        seenMedianMs: rounded(median(seen), 0),
        seenP99Ms: rounded(percentile(seen, 99), 0),
        listAllMs: rounded(allMs, 0),
        listSinceMs: rounded(sinceMs, 0),
        connectMs: rounded(connectMs, 0),
        oneLeaseForAllMs: rounded(herdMs, 0),
        holders: taken.filter(({ ok }) => ok).length,
        renewalsPerSecond: rounded((families / leaseMs) * 1000, 0),
        connections,
        megabytes: rounded(bytes / 1e6, 0),
        indexMegabytes: rounded(indexBytes / 1e6, 0),
      },
    };
  },
};
