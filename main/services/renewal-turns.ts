import type { FamilyFailure } from '../../shared/failure-family.ts';
import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { earlier, later, minutes, seconds, type Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { SharedFailure, SharedPlace, SharedValue } from '../domain/family-port.ts';
import type { Ports } from '../domain/ports.ts';
import type { TeamLease, TeamStore } from '../domain/ports-team.ts';
import type { JournalEntry, Kept } from '../domain/storage-ports.ts';
import { createAdopting, sameCredential, textOf } from './renewal-adopting.ts';

/** Held while what a team shares is spent: nobody else does meanwhile. */
export interface RenewalTurn {
  readonly place: SharedPlace;
  /** Another one where it ran out and was taken anew. */
  lease: TeamLease;
  /** What the team had when it was taken. */
  readonly had: SharedValue;
  /** Digest of the value that lay here then. */
  readonly digest: string;
  /** Whatever spends it leaves before, so that its answer is here before the lease is over. */
  readonly notAfter: Instant;
  /** The machine that may have spent it already, where one was not heard of again. */
  readonly doubted: string | undefined;
}

/** `adopted`: somebody else was here first, and their value is the token's now. `alone`: nobody shares it. */
export type Taken =
  | { readonly kind: 'alone' }
  | { readonly kind: 'adopted' }
  | { readonly kind: 'turn'; readonly turn: RenewalTurn };

export interface RenewalTurns {
  /** Waits for nobody. `open` is what was begun here earlier and is not over. */
  take(token: Token, kept: Kept, open: JournalEntry | undefined): Promise<Result<Taken, Failure>>;
  /** Gives the lease back, unless what became of it is open or lost: then it runs out, and whoever follows is told that there is a doubt. */
  end(token: Token, turn: RenewalTurn): Promise<void>;
  /** Looks whether the team has another value by now; true where it is the token's from then on. */
  adoptNewer(token: Token, kept: Kept, turn: RenewalTurn | undefined): Promise<Result<boolean, Failure>>;
  hindrance(token: Token, place: SharedPlace, failure: SharedFailure): Promise<FamilyFailure>;
}

/** A request takes 15 s at most, and an issuer may be at work for some more after that. */
const ANSWERED_WITHIN = seconds(20);
const SEAT = minutes(2);
const SIT_AGAIN = seconds(30);

type Needs = Pick<Ports, 'clock' | 'secrets' | 'digester' | 'catalog' | 'journal' | 'shared'>;

/**
 * Whose turn it is to renew what a team shares. The lease is taken before anything is written down or sent, and the team's own record is read under it:
 * what lies here may be of yesterday.
 */
export function createRenewalTurns(needs: Needs): RenewalTurns {
  const { clock, digester, catalog, journal, shared } = needs;
  const adopt = createAdopting(needs);
  const seatedAt = new Map<TeamStore, Instant>();
  /** What was spent here with nothing to show for it, by its digest. */
  const spent = new Map<TokenId, string>();

  /** A copy of this installation is noticed here, before it spends anything. */
  async function sit({ store, seat }: SharedPlace): Promise<Result<void, SharedFailure>> {
    const now = clock.now();
    const last = seatedAt.get(store);
    if (last !== undefined && last <= now && now < later(last, SIT_AGAIN)) return done;
    const sat = await store.sit(seat, SEAT);
    if (sat.ok) seatedAt.set(store, now);
    return sat;
  }

  async function hindrance({ label: name }: Token, place: SharedPlace, failure: SharedFailure): Promise<FamilyFailure> {
    switch (failure.code) {
      case 'team-lease-held':
        return { code: 'renewed-elsewhere', name, machine: await place.machine(failure.where) };
      case 'team-seat-taken':
        return { code: 'profile-copied', name, machine: await place.machine(failure.where) };
      case 'team-unreachable':
      case 'team-store-refused':
        return { code: 'team-silent', name, why: failure.reason };
      case 'team-refused':
        return { code: 'team-silent', name, why: failure.why };
      case 'team-read-only':
      case 'team-stale':
      case 'team-fenced':
        return { code: 'team-silent', name, why: failure.code };
    }
  }

  /**
   * The machine that may have spent it. What was begun here and is in the journal is no doubt: it says how far that came. What was spent here with
   * nothing to show for it is one.
   */
  async function doubtOf(
    { id }: Token,
    { place: { seat, machine }, lease: { doubts } }: Pick<RenewalTurn, 'place' | 'lease'>,
    open: JournalEntry | undefined,
    digest: string,
  ): Promise<string | undefined> {
    const ours = open === undefined ? [] : [seat.instance, ...seat.follows];
    const other = doubts.find(({ instance }) => !ours.includes(instance));
    if (other !== undefined) return machine(other.where);
    return open === undefined && spent.get(id) === digest ? machine(seat.label) : undefined;
  }

  /** Under the lease: what the team has, against what lies here. */
  async function look(
    token: Token,
    kept: Kept,
    open: JournalEntry | undefined,
    turn: Omit<RenewalTurn, 'had' | 'digest' | 'doubted'>,
  ): Promise<Result<Taken, Failure>> {
    const read = await turn.place.read();
    if (!read.ok) return failed(await hindrance(token, turn.place, read.failure));
    const had = read.value;
    if (had === undefined) return failed({ code: 'no-such-token', name: token.label });
    const digest = await digester.digest(textOf(kept.credential));
    if (!digest.ok) return digest;
    // A value of ours that the team was not told of yet is no older one.
    const isOwed = open?.shared !== undefined && open.shared !== digest.value;
    if (isOwed || sameCredential(had.credential, kept.credential)) {
      const doubted = await doubtOf(token, turn, open, digest.value);
      return succeeded({ kind: 'turn', turn: { ...turn, had, doubted, digest: digest.value } });
    }
    const adopted = await adopt(token, had, kept.generation);
    // News of it may have come by another way in this very moment.
    return adopted.ok || adopted.failure.code === 'keyring-stale' ? over(open) : adopted;
  }

  /** What was begun with the value before is of no use to anybody. */
  async function over(open: JournalEntry | undefined): Promise<Result<Taken, Failure>> {
    const closed = open === undefined ? done : await journal.close(open.id);
    return closed.ok ? succeeded({ kind: 'adopted' }) : closed;
  }

  return {
    hindrance,

    async take(token, kept, open) {
      const place = shared?.placeOf(token);
      if (place === undefined) return succeeded({ kind: 'alone' });
      const sat = await sit(place);
      if (!sat.ok) return failed(await hindrance(token, place, sat.failure));
      const until = later(clock.now(), place.leaseLength);
      const taken = await place.store.take(place.record, place.seat, place.leaseLength);
      if (!taken.ok) return failed(await hindrance(token, place, taken.failure));
      const lease = taken.value;
      const looked = await look(token, kept, open, { place, lease, notAfter: earlier(until, ANSWERED_WITHIN) });
      if (!looked.ok || looked.value.kind !== 'turn') await place.store.release(lease);
      return looked;
    },

    async adoptNewer(token, kept, turn) {
      if (turn === undefined) return succeeded(false);
      const { place } = turn;
      const read = await place.read();
      if (!read.ok) return failed(await hindrance(token, place, read.failure));
      const now = read.value;
      if (now === undefined || sameCredential(now.credential, kept.credential)) return succeeded(false);
      const adopted = await adopt(token, now, kept.generation);
      return adopted.ok ? succeeded(true) : adopted;
    },

    async end({ id }, { place, lease, digest }) {
      const isOpen = journal.open().some(({ act, token }) => act === 'refresh' && token === id);
      const { outcomeLostAt, signInNeeded } = catalog.get(id)?.standing ?? {};
      if ((outcomeLostAt ?? signInNeeded) !== undefined) spent.set(id, digest);
      if (!isOpen && spent.get(id) !== digest) await place.store.release(lease);
    },
  };
}
