import type { TeamPlace } from '../../shared/team-view.ts';
import { createSealer } from '../../main/adapters/seal.ts';
import type { Membership, SealedCopy, TeamBook, TeamPorts } from '../../main/domain/ports-sharing.ts';
import type { Seat, StoredRecord, TeamLease, TeamStore } from '../../main/domain/ports-team.ts';
import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { recordId, type RecordId, type TeamId } from '../../shared/team-ids.ts';
import { later, type Instant } from '../../shared/time.ts';

interface Row {
  version: number;
  sealed: Uint8Array;
  turn: number;
}

/** What a server would hold, for several clients at once, and what a test wants to do to it. */
export interface MemoryTeam {
  readonly rows: Map<RecordId, Row>;
  /** Everybody is told this in place of an answer. */
  outage: TeamStoreFailure | undefined;
  /** How often somebody asked what has changed. */
  looks: number;
  open(): TeamStore;
  /** Puts a record's text in, as somebody with the store in hand can. */
  forge(id: RecordId, text: string, version?: number): void;
  textOf(id: RecordId): string;
}

export function memoryTeam(now: () => Instant): MemoryTeam {
  const rows = new Map<RecordId, Row>();
  const leases = new Map<RecordId, TeamLease & { readonly label: string }>();
  const watchers = new Set<() => void>();
  let turn = 0;
  const team: MemoryTeam = {
    rows,
    outage: undefined,
    looks: 0,
    open: () => openStore(),
    forge(id, text, version) {
      turn += 1;
      rows.set(id, { version: version ?? (rows.get(id)?.version ?? 0) + 1, sealed: Buffer.from(text), turn });
    },
    textOf: (id) => Buffer.from(rows.get(id)?.sealed ?? []).toString('utf8'),
  };

  async function guarded<T, F>(act: () => Result<T, F>): Promise<Result<T, F | TeamStoreFailure>> {
    await Promise.resolve();
    return team.outage === undefined ? act() : failed(team.outage);
  }

  function isFree(lease: (TeamLease & { readonly label: string }) | undefined, seat: Seat): boolean {
    return lease === undefined || lease.until <= now() || lease.instance === seat.instance;
  }

  const openStore = (): TeamStore => ({
    list: (since) =>
      guarded(() => {
        team.looks += 1;
        const changed = [...rows].filter(([, row]) => row.turn > Number(since ?? 0));
        return succeeded({ changed: changed.map(([id, { version }]) => ({ id, version })), cursor: String(turn) });
      }),
    read: (ids) =>
      guarded(() =>
        succeeded(
          ids.flatMap((id): readonly StoredRecord[] => {
            const row = rows.get(id);
            return row === undefined ? [] : [{ id, version: row.version, sealed: row.sealed, rivals: [] }];
          }),
        ),
      ),
    write: ({ id, expected, sealed, lease }) =>
      guarded((): Result<void, TeamRaceFailure> => {
        const held = lease === undefined ? undefined : leases.get(lease.name);
        if (lease !== undefined && held?.fence !== lease.fence) return failed({ code: 'team-fenced' });
        const version = rows.get(id)?.version ?? 0;
        if (version !== expected) return failed({ code: 'team-stale', version });
        turn += 1;
        rows.set(id, { version: expected + 1, sealed, turn });
        for (const tell of watchers) queueMicrotask(tell);
        return done;
      }),
    take: (name, seat, length) =>
      guarded((): Result<TeamLease, TeamRaceFailure> => {
        const held = leases.get(name);
        if (!isFree(held, seat) && held !== undefined)
          return failed({ code: 'team-lease-held', holder: held.seat, where: held.label, until: held.until });
        const { id, instance, label } = seat;
        const fence = (held?.fence ?? 0) + (held?.instance === instance ? 0 : 1);
        const lease = { name, seat: id, instance, fence, until: later(now(), length), doubts: [], label };
        leases.set(name, lease);
        return succeeded(lease);
      }),
    renew: (lease, length) =>
      guarded((): Result<TeamLease, TeamRaceFailure> => {
        const held = leases.get(lease.name);
        if (held?.fence !== lease.fence) return failed({ code: 'team-fenced' });
        const renewed = { ...held, until: later(now(), length) };
        leases.set(lease.name, renewed);
        return succeeded(renewed);
      }),
    release: (lease) =>
      guarded((): Result<void, never> => {
        const held = leases.get(lease.name);
        if (held?.fence === lease.fence) leases.set(lease.name, { ...held, until: now(), instance: '' });
        return done;
      }),
    sit: () => guarded(() => done),
    watch(tell) {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    end: async () => undefined,
  });
  return team;
}

function memoryBook(): TeamBook {
  const all = new Map<TeamId, Membership>();
  return {
    list: () => [...all.values()],
    async put(membership) {
      all.set(membership.team, membership);
      return done;
    },
    async change(team, change) {
      const one = all.get(team);
      if (one !== undefined) all.set(team, change(one));
      return done;
    },
    async forget(team) {
      all.delete(team);
      return done;
    },
  };
}

function memoryCopy(): SealedCopy {
  const texts = new Map<RecordId, string>();
  return {
    all: async () => new Map(texts),
    async put(id, sealed) {
      texts.set(recordId(id), sealed);
      return done;
    },
    async forget() {
      texts.clear();
      return done;
    },
  };
}

const sealer = createSealer();

/** One machine's ports to a team. */
export function memoryTeamPorts(machine: string, store: (team: TeamId, place: TeamPlace) => TeamStore): TeamPorts {
  const copies = new Map<TeamId, SealedCopy>();
  return {
    book: memoryBook(),
    sealer: async () => sealer,
    copyOf(team) {
      const copy = copies.get(team) ?? memoryCopy();
      copies.set(team, copy);
      return copy;
    },
    store: async (team, place) => succeeded(store(team, place)),
    seat: () => ({ id: machine, instance: `${machine}-1`, follows: [] }),
    machine: () => machine,
  };
}
