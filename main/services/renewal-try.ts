import type { FamilyFailure } from '../../shared/failure-family.ts';
import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { claimNeeded, renewAt } from '../domain/renewing.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import { createRenewalSending, type Going, type RenewalParts } from './renewal-sending.ts';

/** One try at a renewal from beginning to end. Never two at once for a token: that is the caller's care. */
export function createRenewalTry(parts: RenewalParts): (id: TokenId, actor: string) => Promise<Result<void, Failure>> {
  const { secrets, catalog, journal, registry, issuerTime, keeping, ends, turns } = parts;
  const sending = createRenewalSending(parts);

  async function attempt(id: TokenId, actor: string, mayGoOn = true): Promise<Result<void, Failure>> {
    const offered = keeping.offerAgain(id);
    if (offered !== undefined) {
      const kept = await offered;
      return kept.ok ? done : kept;
    }
    const open = journal.open().filter((entry) => entry.token === id);
    const going = await begin(id, actor);
    if (!going.ok) {
      // Whoever forgot the token has no use for what was begun for it.
      if (going.failure.code === 'no-such-token') for (const entry of open) await ends.close(entry);
      return going;
    }
    const other = open.find(({ act }) => act !== 'refresh');
    const name = going.value.token.label;
    if (other !== undefined) return failed({ code: 'rotation-open', name });
    if (sending.isResting(id)) return failed({ code: 'issuer-silent', name, cause: 'rate-limited' });
    // What harms nobody when it is done twice needs no turn.
    return going.value.renew.repeatable ? act(open[0], going.value) : inTurn(open[0], going.value, mayGoOn);
  }

  async function inTurn(
    entry: JournalEntry | undefined,
    going: Going,
    mayGoOn: boolean,
  ): Promise<Result<void, Failure>> {
    const { token, kept, actor } = going;
    const taken = await turns.take(token, kept, entry);
    if (!taken.ok) return isWait(taken.failure) ? ends.waits(token, taken.failure) : taken;
    if (taken.value.kind === 'alone') return act(entry, going);
    if (taken.value.kind === 'adopted') return mayGoOn && isDue(token.id) ? attempt(token.id, actor, false) : done;
    const { turn } = taken.value;
    const acted = await act(entry, { ...going, turn });
    await turns.end(token, turn);
    return acted;
  }

  function act(entry: JournalEntry | undefined, going: Going): Promise<Result<void, Failure>> {
    if (entry !== undefined) return sending.resume(entry, going);
    if (going.token.standing.outcomeLostAt !== undefined) return sending.reconsider(going);
    return going.turn?.doubted === undefined ? sending.send(going) : sending.follow(going);
  }

  /** What another brought may be as old as what was here. */
  function isDue(id: TokenId): boolean {
    const token = catalog.get(id);
    return token !== undefined && (renewAt(token) ?? Infinity) <= issuerTime.now(token);
  }

  async function begin(id: TokenId, actor: string): Promise<Result<Going, Failure>> {
    const token = catalog.get(id);
    if (token === undefined) return failed({ code: 'no-such-token', name: id });
    const name = token.label;
    const provider = registry.get(token.provider);
    const refusal = refusalOf(token);
    if (refusal !== undefined) return failed(refusal);
    if (provider?.renew?.can(token) !== true) {
      return failed({ code: 'cannot-do', name, act: 'refresh', link: provider?.link?.(token) });
    }
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name });
    return succeeded({ token, renew: provider.renew, kept: kept.value, actor });
  }

  return attempt;
}

/** Nothing is renewed that is about to end, or that another machine may be renewing. */
const refusalOf = (token: Token): Failure | undefined =>
  token.ending === undefined ? claimNeeded(token) : { code: 'revocation-pending', name: token.label };

const WAITS: ReadonlySet<string> = new Set(['renewed-elsewhere', 'renewal-in-doubt', 'profile-copied', 'team-silent']);
const isWait = (failure: Failure): failure is FamilyFailure => WAITS.has(failure.code);
