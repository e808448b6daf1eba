import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { ActRefusal, Proof, Renew } from '../domain/provider.ts';
import { tellableAt } from '../domain/acts.ts';
import { claimNeeded } from '../domain/renewing.ts';
import type { Gathering } from './gathering.ts';
import type { RenewalAsking } from './renewal-asking.ts';
import type { RenewalEnds, RenewalNeeds } from './renewal-ends.ts';
import type { RenewalKeeping } from './renewal-keeping.ts';

type Parts = RenewalNeeds & {
  readonly asking: RenewalAsking;
  readonly keeping: RenewalKeeping;
  readonly gathering: Gathering;
  readonly ends: RenewalEnds;
};

const ended = (result: Result<unknown, Failure>): Result<void, Failure> => (result.ok ? done : result);

/** A token on its way to a new value, with the value that it has. */
interface Going {
  readonly token: Token;
  readonly renew: Renew;
  readonly kept: Kept;
  readonly actor: string;
}

/** One try at a renewal from beginning to end. Never two at once for a token: that is the caller's care. */
export function createRenewalTry(parts: Parts): (id: TokenId, actor: string) => Promise<Result<void, Failure>> {
  const { clock, random, secrets, digester, catalog, journal, registry, issuerTime, checking } = parts;
  const { asking, keeping, gathering, ends } = parts;
  /** Issuers that said when they may be asked again; whoever asks waits until then. */
  const resting = new Map<TokenId, Instant>();

  async function attempt(id: TokenId, actor: string): Promise<Result<void, Failure>> {
    const offered = keeping.offerAgain(id);
    if (offered !== undefined) return ended(await offered);
    const open = journal.open().filter((entry) => entry.token === id);
    const going = await begin(id, actor);
    if (!going.ok) {
      // Whoever forgot the token has no use for what was begun for it.
      if (going.failure.code === 'no-such-token') for (const entry of open) await ends.close(entry);
      return going;
    }
    const { token } = going.value;
    const other = open.find(({ act }) => act !== 'refresh');
    if (other !== undefined) return failed({ code: 'rotation-open', name: token.label });
    if ((resting.get(id) ?? 0) > clock.now())
      return failed({ code: 'issuer-silent', name: token.label, cause: 'rate-limited' });
    const [entry] = open;
    if (entry !== undefined) return resume(entry, going.value);
    return token.standing.outcomeLostAt === undefined ? send(going.value, true) : reconsider(going.value);
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

  async function send(going: Going, mayTryAgain: boolean): Promise<Result<void, Failure>> {
    const { token, renew, kept, actor } = going;
    const prepared = await asking.prepare(token, renew, kept.credential);
    if (!prepared.ok) return postpone(token, prepared.failure);
    const entry: JournalEntry = {
      id: random.id(),
      token: token.id,
      act: 'refresh',
      // Nothing has left before this line is on disk, so there is no earlier step to come back to.
      step: 'sent',
      at: clock.now(),
      generation: kept.generation,
    };
    const written = await journal.put(entry);
    if (!written.ok) return written;
    const ahead = issuerTime.ahead(token);
    const arrived = gathering.expect();
    const answered = await asking.send(prepared.value, renew, kept.credential);
    if (answered.ok) return ended(await keeping.keep(entry, answered.value, kept.credential, { actor, arrived }));
    arrived();
    if (answered.failure.kind === 'lost') return afterSilence(entry, going, mayTryAgain);
    const closed = await ends.close(entry);
    if (!closed.ok) return closed;
    // What it was dated by ran wrong, and the answer has put that right.
    const isCorrected = renew.repeatable && mayTryAgain && issuerTime.ahead(token) !== ahead;
    return answered.failure.kind === 'again' && isCorrected
      ? send(going, false)
      : afterRefusal(going, answered.failure);
  }

  async function afterRefusal(
    going: Going,
    refusal: Exclude<ActRefusal, { kind: 'lost' }> & { readonly retryAt?: Instant | undefined },
  ): Promise<Result<void, Failure>> {
    const { token, kept, actor } = going;
    if (refusal.kind === 'again') return postpone(token, refusal);
    if (refusal.why !== 'grant') return ends.refused(token, actor, refusal.said);
    // Somebody else may have been here first: what lies in the keyring now counts, not what was read before.
    const now = await secrets.get(token.id);
    if (!now.ok) return now;
    const isNewer = now.value !== undefined && now.value.generation !== kept.generation;
    return isNewer ? adopt(token) : ends.signInNeeded(token, actor);
  }

  function postpone(
    token: Token,
    { cause, retryAt }: Extract<ActRefusal, { kind: 'again' }> & { retryAt?: Instant | undefined },
  ) {
    if (retryAt !== undefined) resting.set(token.id, retryAt);
    return ends.postpone(token, cause, retryAt);
  }

  /** Sent, and nobody knows more. A new value that is in the keyring is taken; else a harmless question tells whether to try again. */
  async function resume(entry: JournalEntry, going: Going): Promise<Result<void, Failure>> {
    const { token, kept } = going;
    const digest = await digester.digest(kept.credential.access);
    if (!digest.ok) return digest;
    // A value that was never minted is no newer one.
    const arrived = digest.value !== token.digest && kept.credential.access.use((value) => value !== '');
    if (!arrived && entry.step === 'sent') return afterSilence(entry, going, true);
    const closed = await ends.close(entry);
    return closed.ok ? adopt(token) : closed;
  }

  async function afterSilence(entry: JournalEntry, going: Going, mayTryAgain: boolean): Promise<Result<void, Failure>> {
    const { token, actor } = going;
    const proven = await prove(going, entry.at);
    if (!proven.ok) return proven;
    const closed = await ends.close(entry);
    if (!closed.ok) return closed;
    if (proven.value !== 'nothing-happened') return ends.lost(token, actor);
    return mayTryAgain ? send(going, false) : ends.postpone(token, 'outage', undefined);
  }

  /** A failure where nobody could be asked, or where it is too early: then nothing is decided yet. */
  async function prove(
    { token, renew, kept }: Going,
    sentAt?: Instant,
  ): Promise<Result<ReturnType<Proof['read']>, Failure>> {
    if (renew.repeatable) return succeeded('nothing-happened');
    if (renew.proof === undefined) return succeeded('cannot-tell');
    const isEarly = sentAt !== undefined && tellableAt(sentAt, clock.now()) !== undefined;
    if (isEarly) return failed({ code: 'issuer-silent', name: token.label, cause: 'outage' });
    const proven = await asking.prove(token, renew.proof, kept.credential);
    return proven.ok ? proven : postpone(token, proven.failure);
  }

  /** Its outcome was lost before; a person asks again. Only a proof that nothing happened lets another request go. */
  async function reconsider(going: Going): Promise<Result<void, Failure>> {
    const proven = await prove(going);
    if (!proven.ok) return proven;
    return proven.value === 'nothing-happened'
      ? send(going, true)
      : failed({ code: 'outcome-lost', name: going.token.label });
  }

  /** The value in the keyring is newer than what is known of it. */
  async function adopt({ id }: Token): Promise<Result<void, Failure>> {
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return done;
    const { credential } = kept.value;
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    const changed = await catalog.change(id, (token) => ({
      ...token,
      digest: digest.value,
      hasRefresh: credential.refresh !== undefined,
      renewing: undefined,
      standing: { ...token.standing, signInNeeded: undefined, outcomeLostAt: undefined },
    }));
    if (!changed.ok) return changed;
    await checking.check(id);
    return done;
  }

  return attempt;
}

/** Nothing is renewed that is about to end, or that another machine may be renewing. */
const refusalOf = (token: Token): Failure | undefined =>
  token.ending === undefined ? claimNeeded(token) : { code: 'revocation-pending', name: token.label };
