import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import { later } from '../../shared/time.ts';
import type { Clock } from '../../main/domain/ports.ts';
import type { LeaseDoubt, Seat, TeamLease, TeamStore } from '../../main/domain/ports-team.ts';

interface Row {
  readonly lease: TeamLease;
  readonly label: string;
  readonly isHeld: boolean;
}

/** What several machines of one test speak to; each by a door of its own, which can be shut. */
export interface MemoryTeamStore {
  door(): MemoryDoor;
  readonly records: Map<RecordId, { readonly version: number; readonly sealed: Uint8Array; readonly change: number }>;
}

export interface MemoryDoor extends TeamStore {
  /** What every call is answered with; undefined: it serves. */
  failure: TeamStoreFailure | undefined;
}

/** A team's store as PostgreSQL is one, by a clock that a test moves. */
export function memoryTeamStore(clock: Clock): MemoryTeamStore {
  const records: MemoryTeamStore['records'] = new Map();
  const leases = new Map<RecordId, Row>();
  const seats = new Map<string, Seat & { readonly until: number }>();
  const watching = new Set<() => void>();
  let changes = 0;

  const isOver = ({ lease }: Row): boolean => lease.until <= clock.now();
  const isCurrent = (lease: TeamLease): boolean => {
    const row = leases.get(lease.name);
    return row?.isHeld === true && row.lease.instance === lease.instance && row.lease.fence === lease.fence;
  };

  const isStanding = (lease: TeamLease, row: Row | undefined): boolean =>
    row !== undefined && isCurrent(lease) && !isOver(row);
  const isFree = (row: Row, { follows }: Seat): boolean =>
    !row.isHeld || isOver(row) || follows.includes(row.lease.instance);

  function doubtsOf(row: Row | undefined, { instance }: Seat): readonly LeaseDoubt[] {
    if (row === undefined) return [];
    const left = row.isHeld && row.lease.instance !== instance;
    return left ? [...row.lease.doubts, { instance: row.lease.instance, where: row.label }] : row.lease.doubts;
  }

  const served: Omit<TeamStore, 'watch' | 'end'> = {
    async list(since) {
      const changed = [...records].filter(([, { change }]) => change > Number(since ?? 0));
      return succeeded({ changed: changed.map(([id, { version }]) => ({ id, version })), cursor: String(changes) });
    },
    async read(ids) {
      return succeeded(
        ids.flatMap((id) => {
          const record = records.get(id);
          return record === undefined ? [] : [{ id, version: record.version, sealed: record.sealed, rivals: [] }];
        }),
      );
    },
    async write({ id, expected, sealed, lease }) {
      const row = lease === undefined ? undefined : leases.get(lease.name);
      if (lease !== undefined && !isStanding(lease, row)) return failed({ code: 'team-fenced' });
      const version = records.get(id)?.version ?? 0;
      if (version !== expected) return failed({ code: 'team-stale', version });
      records.set(id, { version: version + 1, sealed, change: (changes += 1) });
      if (row !== undefined) leases.set(row.lease.name, { ...row, lease: { ...row.lease, doubts: [] } });
      for (const tell of watching) tell();
      return done;
    },
    async take(name, seat, length) {
      const row = leases.get(name);
      const { instance } = seat;
      const isOurs = row?.lease.instance === instance && row.isHeld;
      if (row !== undefined && !isOurs && !isFree(row, seat)) {
        const { seat: holder, until } = row.lease;
        return failed({ code: 'team-lease-held', holder, where: row.label, until });
      }
      const fence = (row?.lease.fence ?? 0) + (isOurs ? 0 : 1);
      const until = later(clock.now(), length);
      const lease = { name, seat: seat.id, instance, fence, until, doubts: doubtsOf(row, seat) };
      leases.set(name, { lease, label: seat.label, isHeld: true });
      return succeeded(lease);
    },
    async renew(lease, length) {
      const row = leases.get(lease.name);
      if (row === undefined || !isCurrent(lease)) return failed({ code: 'team-fenced' });
      const longer = { ...row.lease, until: later(clock.now(), length) };
      leases.set(lease.name, { ...row, lease: longer });
      return succeeded(longer);
    },
    async release(lease) {
      const row = leases.get(lease.name);
      if (row !== undefined && isCurrent(lease)) leases.set(lease.name, { ...row, isHeld: false });
      return done;
    },
    async sit(seat, length) {
      const there = seats.get(seat.id);
      const isTaken = there !== undefined && there.instance !== seat.instance && there.until > clock.now();
      if (isTaken && !seat.follows.includes(there.instance))
        return failed({ code: 'team-seat-taken', where: there.label });
      seats.set(seat.id, { ...seat, until: later(clock.now(), length) });
      return done;
    },
  };

  function door(): MemoryDoor {
    const guarded = <A extends readonly unknown[], R extends Promise<Result<unknown, unknown>>>(
      call: (...args: A) => R,
    ) =>
      ((...args: A) =>
        opened.failure === undefined ? call(...args) : Promise.resolve(failed(opened.failure))) as typeof call;
    const opened: MemoryDoor = {
      failure: undefined,
      list: guarded(served.list),
      read: guarded(served.read),
      write: guarded(served.write),
      take: guarded(served.take),
      renew: guarded(served.renew),
      release: guarded(served.release),
      sit: guarded(served.sit),
      watch(onChange) {
        watching.add(onChange);
        return () => void watching.delete(onChange);
      },
      end: async () => undefined,
    };
    return opened;
  }

  return { door, records };
}
