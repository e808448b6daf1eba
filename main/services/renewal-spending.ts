import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Derived } from '../domain/derive.ts';
import type { Credential, JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { ActRefusal, Issued } from '../domain/provider.ts';
import { neededOf } from '../domain/renewing.ts';
import type { RenewalEnds, RenewalNeeds } from './renewal-ends.ts';
import { writeSent } from './renewal-entry.ts';
import type { RenewalKeeping } from './renewal-keeping.ts';
import type { RenewalTelling } from './renewal-telling.ts';
import type { RenewalTurn, RenewalTurns } from './renewal-turns.ts';

/** One request that spends the refresh token it is given, and what came of it. It leaves before `notAfter` or not at all. */
export type Spend = (credential: Credential, notAfter?: Instant) => Promise<Result<Derived, ActRefusal>>;

type Parts = RenewalNeeds & {
  readonly keeping: RenewalKeeping;
  readonly ends: RenewalEnds;
  readonly turns: RenewalTurns;
  readonly telling: RenewalTelling;
};

/** What is spent, and by whom. */
interface Going {
  readonly token: Token;
  readonly kept: Kept;
  readonly turn?: RenewalTurn | undefined;
  readonly actor: string;
}

/**
 * A child that costs its parent the refresh token. What is sent is a refresh like any other: an answer that is lost is looked into by the
 * next renewal, by the same entry of the journal. Never beside a renewal of the token: that is the caller's care.
 */
export function createSpending(parts: Parts) {
  const { secrets, catalog, journal, registry, keeping, ends, turns, telling } = parts;

  async function begin(id: TokenId): Promise<Result<{ readonly token: Token; readonly kept: Kept }, Failure>> {
    const token = catalog.get(id);
    if (token === undefined) return failed({ code: 'no-such-token', name: id });
    const name = token.label;
    if (token.ending !== undefined) return failed({ code: 'revocation-pending', name });
    const needed = neededOf(token);
    if (needed !== undefined) return failed(needed);
    // The refresh token in the keyring may be spent already, and the new one still in hand.
    if (keeping.waiting().includes(id) || journal.open().some((entry) => entry.token === id))
      return failed({ code: 'rotation-open', name });
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    return kept.value === undefined ? failed({ code: 'value-missing', name }) : succeeded({ token, kept: kept.value });
  }

  async function send(going: Going, spend: Spend): Promise<Result<Issued, Failure>> {
    const { kept, turn } = going;
    const written = await writeSent(parts, going);
    if (!written.ok) return written;
    const entry = written.value;
    const answered = await spend(kept.credential, turn?.notAfter);
    if (!answered.ok) return refuse(entry, going, answered.failure);
    const { parent, ...child } = answered.value;
    const settled = parent === undefined ? await ends.close(entry) : await keep(entry, parent, child, going);
    return settled.ok ? succeeded(child) : settled;
  }

  function keep(entry: JournalEntry, parent: Credential, { facts }: Issued, { token, kept, turn, actor }: Going) {
    const { refreshExpiresAt } = facts;
    const renew = registry.get(token.provider)?.renew;
    const tell = telling.of(entry, turn, renew);
    return keeping.keepRefresh(entry, parent, kept.credential, { actor, refreshExpiresAt, tell });
  }

  async function refuse(
    entry: JournalEntry,
    { token, actor }: Going,
    refusal: ActRefusal,
  ): Promise<Result<never, Failure>> {
    const name = token.label;
    // The entry stays open: the next renewal finds out what became of it.
    if (refusal.kind === 'lost') return failed({ code: 'issuer-silent', name, cause: refusal.cause });
    const closed = await ends.close(entry);
    if (!closed.ok) return closed;
    if (refusal.kind === 'again') return failed({ code: 'issuer-silent', name, cause: refusal.cause });
    return refusal.why === 'grant'
      ? ends.signInNeeded(token, actor)
      : failed({ code: 'issuer-refused', name, said: refusal.said });
  }

  /** Where others share it, in its turn and with what they brought meanwhile. */
  async function inTurn(id: TokenId, actor: string, spend: Spend, mayGoOn: boolean): Promise<Result<Issued, Failure>> {
    const begun = await begin(id);
    if (!begun.ok) return begun;
    const { token, kept } = begun.value;
    const taken = await turns.take(token, kept, undefined);
    if (!taken.ok) return taken;
    const name = token.label;
    if (taken.value.kind === 'alone') return send({ token, kept, actor }, spend);
    if (taken.value.kind === 'adopted')
      return mayGoOn ? inTurn(id, actor, spend, false) : failed({ code: 'team-silent', name, why: 'team-stale' });
    const { turn } = taken.value;
    const spent =
      turn.doubted === undefined
        ? await send({ token, kept, turn, actor }, spend)
        : failed({ code: 'renewal-in-doubt' as const, name, machine: turn.doubted });
    await turns.end(token, turn);
    return spent;
  }

  return (id: TokenId, actor: string, spend: Spend) => inTurn(id, actor, spend, true);
}
