import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { between, duration, instant, type Duration, type Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import { tellableAt } from '../domain/acts.ts';
import { renewsOf, type Issued } from '../domain/provider.ts';
import { isShort, neededOf } from '../domain/renewing.ts';
import { createGathering } from './gathering.ts';
import { createRenewalAsking } from './renewal-asking.ts';
import { createRenewalEnds, type RenewalNeeds } from './renewal-ends.ts';
import { createRenewalKeeping } from './renewal-keeping.ts';
import { createSpending, type Spend } from './renewal-spending.ts';
import { createRenewalTelling } from './renewal-telling.ts';
import { createRenewalTry } from './renewal-try.ts';
import { createRenewalTurns } from './renewal-turns.ts';

export interface Renewals {
  /** A new value, or a longer life, now. One under way for this token is joined. */
  refresh(id: TokenId, actor: string): Promise<Result<void, Failure>>;
  /** The token with life left, and at least `minLife` of it as far as its issuer gives that much; renewed first where it must be. */
  fresh(token: Token, actor: string, minLife?: Duration): Promise<Result<Token, Failure>>;
  /** A child that costs the token its refresh token: sent as a renewal is, and never beside one. */
  spend(id: TokenId, actor: string, spend: Spend): Promise<Result<Issued, Failure>>;
  /** Renews what is due, goes on with what an earlier run left open, and offers the keyring again what it did not take. */
  tend(due: readonly TokenId[], online: boolean): Promise<void>;
  /** When something is to be tended that is not due by the token's own life. */
  dueAt(online: boolean): Instant | undefined;
  underWay(): readonly TokenId[];
}

/** So many at once by itself. Issuers see two of them; the rest are being written down. */
const AT_ONCE = 64;
/** Whoever asks for what another machine renews looks again this often, and so many times. */
const OTHERS_WAIT = duration(400);
const OTHERS_LOOKS = 25;

export function createRenewals(needs: RenewalNeeds): Renewals {
  const { clock, timer, catalog, journal, registry, issuerTime, changed, drawn } = needs;
  const gathering = createGathering(needs.timer);
  const asking = createRenewalAsking(needs);
  const keeping = createRenewalKeeping({ ...needs, gathering });
  const ends = createRenewalEnds(needs);
  const turns = createRenewalTurns(needs);
  const telling = createRenewalTelling({ ...needs, asking, turns });
  const attempt = createRenewalTry({ ...needs, asking, keeping, gathering, ends, turns, telling });
  const spending = createSpending({ ...needs, keeping, ends, turns, telling });
  const running = new Map<TokenId, Promise<Result<void, Failure>>>();
  const lanes = new Map<TokenId, Promise<unknown>>();

  function begin(id: TokenId, actor: string): Promise<Result<void, Failure>> {
    const joined = running.get(id);
    if (joined !== undefined) return joined;
    const trying = inTurn(id, () => attempt(id, actor)).finally(() => {
      running.delete(id);
      // While others are still on their way, whoever began them looks at what comes next when the last is done.
      if (running.size === 0) changed();
      else drawn();
    });
    running.set(id, trying);
    drawn();
    return trying;
  }

  /** One thing at a time to a token, in the order of asking. */
  function inTurn<T>(id: TokenId, act: () => Promise<T>): Promise<T> {
    const acting = lanes.get(id)?.then(act, act) ?? act();
    const free = () => void (lanes.get(id) === acting && lanes.delete(id));
    lanes.set(id, acting);
    void acting.then(free, free);
    return acting;
  }

  async function spendNow(id: TokenId, actor: string, act: Spend): Promise<Result<Issued, Failure>> {
    // One that was begun earlier and is not over yet is brought to its end first.
    const isOpen =
      keeping.waiting().includes(id) || journal.open().some((one) => one.act === 'refresh' && one.token === id);
    const ended = isOpen ? await attempt(id, actor) : done;
    return ended.ok ? spending(id, actor, act) : ended;
  }

  /** Whoever asks is given the time in which it can be told what became of a request whose answer was lost. */
  async function refresh(id: TokenId, actor: string): Promise<Result<void, Failure>> {
    const first = await afterOthers(id, actor);
    if (first.ok || first.failure.code !== 'issuer-silent') return first;
    const entry = idle().find(({ token }) => token === id);
    const at = entry === undefined ? undefined : tellableAt(entry.at, clock.now());
    if (at === undefined) return first;
    await new Promise<void>((resolve) => void timer.after(between(clock.now(), at), resolve));
    return begin(id, actor);
  }

  /** Another machine that is at it just now is waited for: its value is as good. */
  async function afterOthers(id: TokenId, actor: string): Promise<Result<void, Failure>> {
    for (let looks = 1; ; looks += 1) {
      const tried = await begin(id, actor);
      if (tried.ok || tried.failure.code !== 'renewed-elsewhere' || looks >= OTHERS_LOOKS) return tried;
      await new Promise<void>((resolve) => void timer.after(OTHERS_WAIT, resolve));
    }
  }

  const idle = () => journal.open().filter(({ act, token }) => act === 'refresh' && !running.has(token));

  /** When an open entry may be gone on with. */
  function readyAt({ token, at }: JournalEntry, now: Instant): Instant {
    const waits = [catalog.get(token)?.renewing?.notBefore, telling.restsUntil(token), tellableAt(at, now)];
    return instant(Math.max(now, ...waits.filter((wait) => wait !== undefined)));
  }

  return {
    refresh,
    spend: (id, actor, act) => inTurn(id, () => spendNow(id, actor, act)).finally(changed),
    underWay: () => [...running.keys()],

    async fresh(token, actor, minLife = duration(0)) {
      const renews = renewsOf(registry.get(token.provider), token);
      if (!isShort(token, renews, issuerTime.now(token), minLife)) return succeeded(token);
      const needed = neededOf(token);
      if (needed !== undefined) return failed(needed);
      const renewed = await refresh(token.id, actor);
      return renewed.ok ? succeeded(catalog.get(token.id) ?? token) : renewed;
    },

    async tend(due, online) {
      const waiting = keeping.waiting();
      const now = clock.now();
      const open = idle().filter((entry) => readyAt(entry, now) <= now);
      const wanted = online ? [...due, ...open.map(({ token }) => token), ...waiting] : waiting;
      const queue = [...new Set(wanted)].filter((id) => !running.has(id));
      const next = async (): Promise<void> => {
        for (let id = queue.shift(); id !== undefined; id = queue.shift()) await begin(id, 'heartbeat');
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
    },

    dueAt(online) {
      const now = clock.now();
      const moments = online ? idle().map((entry) => readyAt(entry, now)) : [];
      const offer = keeping.dueAt();
      const all = offer === undefined ? moments : [...moments, offer];
      return all.length === 0 ? undefined : (Math.min(...all) as Instant);
    },
  };
}
