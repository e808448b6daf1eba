import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, later, type Instant } from '../../shared/time.ts';
import type { Token, TokenId, Tries } from '../../shared/token.ts';
import type { SharedValue } from '../domain/family-port.ts';
import type { Ports } from '../domain/ports.ts';
import type { Proof, Renew } from '../domain/provider.ts';
import { ride, rivalSlot, withLeftover } from '../domain/rotation.ts';
import type { Credential, JournalEntry, Kept } from '../domain/storage-ports.ts';
import { createAdopting, sameCredential, textOf } from './renewal-adopting.ts';
import type { RenewalAsking } from './renewal-asking.ts';
import type { RenewalTurn, RenewalTurns } from './renewal-turns.ts';

/** Tells the team of a value that an issuer handed out here. Until that is done the journal's entry stays open. */
export interface RenewalTelling {
  tell(entry: JournalEntry, turn: RenewalTurn, renew: Renew): Promise<boolean>;
  /** The same for later; undefined where there is nobody to tell. */
  of(
    entry: JournalEntry,
    turn: RenewalTurn | undefined,
    renew: Renew | undefined,
  ): (() => Promise<boolean>) | undefined;
  /** Not tried again by itself before; undefined where nothing waits. */
  restsUntil(id: TokenId): Instant | undefined;
}

const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'audit' | 'log'> & {
  readonly asking: RenewalAsking;
  readonly turns: RenewalTurns;
};

type Life = ReturnType<Proof['read']>;

/** A new value on its way to the team, with what that has at the moment. */
interface Bringing {
  readonly token: Token;
  readonly kept: Kept;
  readonly turn: RenewalTurn;
  readonly renew: Renew;
  readonly had: SharedValue;
}

export function createRenewalTelling(needs: Needs): RenewalTelling {
  const { clock, random, secrets, digester, catalog, audit, log, asking, turns } = needs;
  const adopt = createAdopting(needs);
  const resting = new Map<TokenId, Tries>();

  async function bring(entry: JournalEntry, turn: RenewalTurn, renew: Renew): Promise<Result<void, Failure>> {
    let had: SharedValue | undefined = turn.had;
    for (let tries = 0; had !== undefined && tries < MOST_TRIES; tries += 1) {
      const next = await step(entry, turn, renew, had);
      if (!next.ok) return next;
      had = next.value;
    }
    return had === undefined ? done : failed({ code: 'team-silent', name: entry.token, why: 'team-stale' });
  }

  /** Undefined once there is nothing more to tell; what the team has by now, where it is to be looked at anew. */
  async function step(
    entry: JournalEntry,
    turn: RenewalTurn,
    renew: Renew,
    had: SharedValue,
  ): Promise<Result<SharedValue | undefined, Failure>> {
    const token = catalog.get(entry.token);
    const kept = await secrets.get(entry.token);
    if (!kept.ok) return kept;
    const isTold = kept.value === undefined || sameCredential(had.credential, kept.value.credential);
    // Whoever forgot it has nothing to tell.
    if (token === undefined || kept.value === undefined || isTold) return succeeded(undefined);
    const digest = await digester.digest(textOf(had.credential));
    if (!digest.ok) return digest;
    const bringing = { token, kept: kept.value, turn, renew, had };
    if (digest.value === entry.shared) return write(bringing);
    // Somebody wrote a value that does not come from the one that was spent here.
    const judged = await judge(bringing);
    return judged.ok ? succeeded(undefined) : judged;
  }

  async function write({ token, kept, turn, had }: Bringing): Promise<Result<SharedValue | undefined, Failure>> {
    const { place } = turn;
    const written = await place.write(token, kept.credential, had.version, turn.lease);
    if (written.ok) return succeeded(undefined);
    const { failure } = written;
    if (failure.code === 'team-fenced') {
      const again = await place.store.take(place.record, place.seat, place.leaseLength);
      if (!again.ok) return failed(await turns.hindrance(token, place, again.failure));
      turn.lease = again.value;
    } else if (failure.code !== 'team-stale') {
      return failed(await turns.hindrance(token, place, failure));
    }
    const read = await place.read();
    if (!read.ok) return failed(await turns.hindrance(token, place, read.failure));
    return read;
  }

  /** Two values came of one, as an issuer that forgives may hand out. Its word decides; neither is dropped before it is dead. */
  async function judge(bringing: Bringing): Promise<Result<void, Failure>> {
    const { token, kept, turn, renew, had } = bringing;
    const [ours, theirs] = [await life(token, renew, kept.credential), await life(token, renew, had.credential)];
    if (!ours.ok) return ours;
    if (!theirs.ok) return theirs;
    if (ours.value === 'nothing-happened' && theirs.value === 'happened') {
      const written = await turn.place.write(token, kept.credential, had.version, turn.lease);
      return written.ok ? done : failed(await turns.hindrance(token, turn.place, written.failure));
    }
    return setAside(bringing);
  }

  /** By what it is renewed with: not spent, spent, or nobody can tell. */
  async function life(token: Token, { proof }: Renew, credential: Credential): Promise<Result<Life, Failure>> {
    if (proof === undefined) return succeeded('cannot-tell');
    const proven = await asking.prove(token, proof, credential);
    return proven.ok ? proven : failed({ code: 'issuer-silent', name: token.label, cause: proven.failure.cause });
  }

  /** The team's value is taken, and ours kept beside it until it is proven dead. */
  async function setAside({ token, kept, turn, had }: Bringing): Promise<Result<void, Failure>> {
    const slot = rivalSlot(token.id, String(turn.lease.fence));
    const stored = await secrets.put(slot, ride(kept.credential, token));
    if (!stored.ok) return stored;
    const noted = await catalog.change(token.id, (one) => withLeftover(one, slot, clock.now()));
    if (!noted.ok) return noted;
    const { id, label } = token;
    await audit.append({ at: clock.now(), act: 'refresh', token: id, label, actor: 'team', outcome: 'set aside' });
    return adopt(token, had, kept.generation);
  }

  async function tell(entry: JournalEntry, turn: RenewalTurn, renew: Renew): Promise<boolean> {
    const told = await bring(entry, turn, renew);
    if (told.ok) {
      resting.delete(entry.token);
      return true;
    }
    const misses = (resting.get(entry.token)?.misses ?? 0) + 1;
    const wait = Math.min(1000 * 2 ** (misses - 1), LONGEST_WAIT_MS) * (1 + random.fraction() / 2);
    resting.set(entry.token, { misses, notBefore: later(clock.now(), duration(Math.round(wait))) });
    log.note('renewal-untold', { token: entry.token, code: told.failure.code });
    return false;
  }

  return {
    tell,
    of: (entry, turn, renew) =>
      turn === undefined || renew === undefined ? undefined : () => tell(entry, turn, renew),
    restsUntil: (id) => resting.get(id)?.notBefore,
  };
}
