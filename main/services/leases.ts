import type { FileFailure, Failure } from '../../shared/failure.ts';
import type { Lease } from '../../shared/lease.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { TokenId } from '../../shared/token.ts';
import { isChildOver, leaseDueAt } from '../domain/leases.ts';
import type { Ports } from '../domain/ports.ts';
import { triesAfter } from '../domain/rotation.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ChildEnds } from './child-ends.ts';
import type { IssuerTime } from './issuer-time.ts';

export interface Leases {
  list(): readonly Lease[];
  of(token: TokenId): readonly Lease[];
  /** On disk when it resolves; what cannot be written down is not lent. `door` is closed at its end. */
  open(lease: Lease, door?: End): Promise<Result<void, FileFailure>>;
  change(id: string, change: (lease: Lease) => Lease): Promise<Result<void, FileFailure>>;
  /** Before its time. Answers the lease as it is left: ended, or with its child still to be ended. */
  end(id: string, by: string): Promise<Result<Lease, Failure>>;
  /** Nothing came of it: it is as if it had not been. */
  drop(id: string): Promise<void>;
  endAll(token: TokenId, by: string): Promise<void>;
  /** Ends what is over. Without a network only that which needs none. */
  tend(online: boolean): Promise<void>;
  dueAt(online: boolean): Instant | undefined;
  stop(): Promise<void>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'lendingBook' | 'audit'> & {
  readonly issuerTime: IssuerTime;
  readonly childEnds: ChildEnds;
  changed(): void;
};

/** The book of what is lent, and the ends that are kept. */
export function createLeases(needs: Needs): Leases {
  const { clock, random, secrets, catalog, lendingBook, audit, issuerTime, childEnds, changed } = needs;
  const doors = new Map<string, End>();
  const running = new Map<string, Promise<void>>();

  const list = (): readonly Lease[] => lendingBook.get().leases;
  const named = (id: string): Lease | undefined => list().find((lease) => lease.id === id);

  const note = ({ token, label }: Lease, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'lease', token, label, actor, outcome });

  function change(id: string, next: (lease: Lease) => Lease): Promise<Result<void, FileFailure>> {
    return lendingBook.change((book) => ({
      ...book,
      leases: book.leases.map((lease) => (lease.id === id ? next(lease) : lease)),
    }));
  }

  async function remove(id: string): Promise<void> {
    await lendingBook.change((book) => ({ ...book, leases: book.leases.filter((lease) => lease.id !== id) }));
    changed();
  }

  async function shut(id: string): Promise<void> {
    const door = doors.get(id);
    doors.delete(id);
    await door?.();
  }

  /** It is over for its borrower from now on, whatever becomes of the child. */
  async function finish(lease: Lease, by: string): Promise<void> {
    await shut(lease.id);
    const since = clock.now();
    if (lease.ending === undefined && lease.child !== undefined) {
      await change(lease.id, (one) => ({ ...one, ending: { since, misses: 0 } }));
    }
    const outcome = await endChild(lease);
    if (outcome === undefined) return postpone(lease.id);
    await note(lease, by, outcome);
    await remove(lease.id);
  }

  /** What is written down when it is over; undefined where it is not, and is tried again. */
  async function endChild(lease: Lease): Promise<string | undefined> {
    const { child } = lease;
    if (child === undefined) return 'ended';
    const kept = await secrets.get(child.slot);
    if (!kept.ok) return undefined;
    const fate = kept.value === undefined ? 'gone' : await fateOf(lease, kept.value.credential);
    if (fate === undefined || !(await secrets.delete(child.slot)).ok) return undefined;
    return fate;
  }

  async function fateOf(lease: Lease, child: Credential): Promise<string | undefined> {
    const parent = catalog.get(lease.token);
    if (parent === undefined || lease.child?.ends === 'waits') return 'ended, left to its own end';
    if (isChildOver(lease, issuerTime.now(parent))) return 'ended, over by itself';
    const fate = await childEnds.end(parent, child);
    if (fate === 'again') return undefined;
    return fate === 'dead' ? 'ended, proven dead' : 'ended, left to its own end';
  }

  async function postpone(id: string): Promise<void> {
    const [now, fraction] = [clock.now(), random.fraction()];
    await change(id, (lease) =>
      lease.ending === undefined
        ? lease
        : { ...lease, ending: { since: lease.ending.since, ...triesAfter(lease.ending, now, fraction) } },
    );
  }

  function once(lease: Lease, by: string): Promise<void> {
    const joined = running.get(lease.id);
    if (joined !== undefined) return joined;
    const ending = finish(lease, by).finally(() => {
      running.delete(lease.id);
      changed();
    });
    running.set(lease.id, ending);
    return ending;
  }

  const due = (online: boolean) =>
    list()
      .filter(({ id, child }) => !running.has(id) && (online || child?.ends !== 'own'))
      .map((lease) => ({ lease, at: dueAt(lease) }));

  function dueAt(lease: Lease): Instant {
    const now = clock.now();
    // The door of an earlier run is gone with it.
    if (lease.how === 'broker' && !doors.has(lease.id)) return now;
    return leaseDueAt(lease, catalog.get(lease.token), now);
  }

  return {
    list,
    of: (token) => list().filter((lease) => lease.token === token),
    change,
    drop: remove,

    async open(lease, door) {
      const written = await lendingBook.change((book) => ({ ...book, leases: [...book.leases, lease] }));
      if (written.ok && door !== undefined) doors.set(lease.id, door);
      changed();
      return written;
    },

    async end(id, by) {
      const lease = named(id);
      if (lease === undefined) return failed({ code: 'no-such-lease', id });
      await once(lease, by);
      return succeeded(named(id) ?? lease);
    },

    async endAll(token, by) {
      for (const lease of list()) if (lease.token === token) await once(lease, by);
    },

    async tend(online) {
      const now = clock.now();
      const over = due(online).filter(({ at }) => at <= now);
      await Promise.all(over.map(({ lease }) => once(lease, 'heartbeat')));
    },

    dueAt(online) {
      const moments = due(online).map(({ at }) => at);
      return moments.length === 0 ? undefined : (Math.min(...moments) as Instant);
    },

    async stop() {
      for (const id of doors.keys()) await shut(id);
    },
  };
}
