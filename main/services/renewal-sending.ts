import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Duration, Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { tellableAt } from '../domain/acts.ts';
import type { ActRefusal, Proof, Renew } from '../domain/provider.ts';
import type { JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { Gathering } from './gathering.ts';
import { createAdoptingOwn } from './renewal-adopting.ts';
import type { RenewalAsking } from './renewal-asking.ts';
import type { RenewalEnds, RenewalNeeds } from './renewal-ends.ts';
import { writeSent } from './renewal-entry.ts';
import type { RenewalKeeping } from './renewal-keeping.ts';
import type { RenewalTelling } from './renewal-telling.ts';
import type { RenewalTurn, RenewalTurns } from './renewal-turns.ts';

export type RenewalParts = RenewalNeeds & {
  readonly asking: RenewalAsking;
  readonly keeping: RenewalKeeping;
  readonly gathering: Gathering;
  readonly ends: RenewalEnds;
  readonly turns: RenewalTurns;
  readonly telling: RenewalTelling;
};

/** A token on its way to a new value, with the value that it has. */
export interface Going {
  readonly token: Token;
  readonly renew: Renew;
  readonly kept: Kept;
  readonly actor: string;
  /** Undefined where nobody else renews it. */
  readonly turn?: RenewalTurn | undefined;
}

export interface RenewalSending {
  send(going: Going): Promise<Result<void, Failure>>;
  /** Goes on with what was begun earlier. */
  resume(entry: JournalEntry, going: Going): Promise<Result<void, Failure>>;
  /** Its outcome was lost before, and a person asks again. */
  reconsider(going: Going): Promise<Result<void, Failure>>;
  /** Another had the turn before and was not heard of again. */
  follow(going: Going): Promise<Result<void, Failure>>;
  /** The issuer said when it may be asked again, and that is not yet. */
  isResting(id: TokenId): boolean;
}

const ended = (result: Result<unknown, Failure>): Result<void, Failure> => (result.ok ? done : result);

/** One request, and whatever is to be done until it is known what became of it. */
export function createRenewalSending(parts: RenewalParts): RenewalSending {
  const { clock, secrets, digester, issuerTime } = parts;
  const { asking, keeping, gathering, ends, turns, telling } = parts;
  const adopt = createAdoptingOwn(parts);
  /** Issuers that said when they may be asked again; whoever asks waits until then. */
  const resting = new Map<TokenId, Instant>();

  async function send(going: Going, mayTryAgain: boolean): Promise<Result<void, Failure>> {
    const { token, renew, kept, turn } = going;
    const prepared = await asking.prepare(token, renew, kept.credential);
    if (!prepared.ok) return postpone(token, prepared.failure);
    const written = await writeSent(parts, going);
    if (!written.ok) return written;
    const entry = written.value;
    const ahead = issuerTime.ahead(token);
    const arrived = gathering.expect();
    const answered = await asking.send(prepared.value, renew, kept.credential, turn?.notAfter);
    if (answered.ok) {
      const by = { actor: going.actor, arrived, tell: telling.of(entry, turn, renew) };
      return ended(await keeping.keep(entry, answered.value, kept.credential, by));
    }
    arrived();
    if (answered.failure.kind === 'lost') return afterSilence(entry, going, mayTryAgain);
    const closed = await ends.close(entry);
    if (!closed.ok) return closed;
    if (answered.failure.kind === 'no') return afterRefusal(going, answered.failure);
    return mayTryAgain && isCorrected(going, ahead) ? send(going, false) : postpone(token, answered.failure);
  }

  /** What it was dated by ran wrong, and the answer has put that right. */
  const isCorrected = ({ token, renew }: Going, ahead: Duration): boolean =>
    renew.repeatable && issuerTime.ahead(token) !== ahead;

  async function afterRefusal(
    going: Going,
    refusal: Extract<ActRefusal, { kind: 'no' }>,
  ): Promise<Result<void, Failure>> {
    const { token, kept, actor, turn } = going;
    if (refusal.why !== 'grant') return ends.refused(token, actor, refusal.said);
    // Somebody else may have been here first: what lies in the keyring now counts, not what was read before.
    const now = await secrets.get(token.id);
    if (!now.ok) return now;
    const isNewer = now.value !== undefined && now.value.generation !== kept.generation;
    if (isNewer) return adopt(token);
    const adopted = await turns.adoptNewer(token, kept, turn);
    if (!adopted.ok) return adopted;
    return adopted.value ? done : ends.signInNeeded(token, actor);
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
    const { token, renew, turn } = going;
    const arrived = await hasArrived(entry, going);
    if (!arrived.ok) return arrived;
    if (!arrived.value && entry.step === 'sent') return afterSilence(entry, going, true);
    if (turn !== undefined) {
      const adopted = entry.step === 'sent' ? await adopt(token) : done;
      // It is told of later; here it serves meanwhile.
      if (!adopted.ok || !(await telling.tell(entry, turn, renew))) return adopted;
    }
    const closed = await ends.close(entry);
    return closed.ok && turn === undefined ? adopt(token) : closed;
  }

  async function hasArrived(entry: JournalEntry, { token, kept, turn }: Going): Promise<Result<boolean, Failure>> {
    if (turn !== undefined && entry.shared !== undefined) return succeeded(entry.shared !== turn.digest);
    const digest = await digester.digest(kept.credential.access);
    if (!digest.ok) return digest;
    // A value that was never minted is no newer one.
    return succeeded(digest.value !== token.digest && kept.credential.access.use((value) => value !== ''));
  }

  async function afterSilence(entry: JournalEntry, going: Going, mayTryAgain: boolean): Promise<Result<void, Failure>> {
    const { token, actor } = going;
    const proven = await prove(going, entry.at);
    if (!proven.ok) return proven;
    // It may have been the other one, who then has the new value.
    if (proven.value !== 'nothing-happened' && going.turn?.doubted !== undefined) return inDoubt(going);
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

  const inDoubt = ({ token, turn }: Going) =>
    ends.waits(token, { code: 'renewal-in-doubt', name: token.label, machine: turn?.doubted ?? '' });

  /** Only a proof that nothing was spent lets another request go. */
  async function sendIfProven(going: Going, otherwise: () => Promise<Result<void, Failure>>) {
    const proven = await prove(going);
    if (!proven.ok) return proven;
    return proven.value === 'nothing-happened' ? send(going, true) : otherwise();
  }

  return {
    send: (going) => send(going, true),
    resume,
    reconsider: (going) => sendIfProven(going, async () => failed({ code: 'outcome-lost', name: going.token.label })),
    follow: (going) => sendIfProven(going, () => inDoubt(going)),
    isResting: (id) => (resting.get(id) ?? 0) > clock.now(),
  };
}
