import type { NextDue } from '../../shared/snapshot.ts';
import { days, earlier, later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { checkDueAt, renewDueAt, rotateDueAt, type DueContext } from './moments.ts';
import { dangerAt, renewsItself } from './renewing.ts';
import { leadsOf } from './status.ts';
import { nextWarning } from './warning.ts';

/** What the heartbeat owes a token. */
export type DueTask =
  | { readonly kind: 'check'; readonly token: TokenId }
  | { readonly kind: 'renew'; readonly token: TokenId }
  | { readonly kind: 'rotate'; readonly token: TokenId }
  | { readonly kind: 'warn'; readonly token: TokenId; readonly expiresAt: Instant; readonly lead: Duration };

/** Warnings this close together make one summary. */
const TOGETHER = minutes(1);
const MANY = 4;

/** All that is owed now. Asking twice in the same moment answers the same. */
export function dueTasks(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  const soon = later(now, TOGETHER);
  const stirring = tokens.filter((token) => (quietUntil(token, now, context) ?? 0) <= soon);
  return [
    ...dueRenewals(stirring, now, context),
    ...dueChecks(stirring, now, context),
    ...dueRotations(stirring, now, context),
    ...dueWarnings(stirring, now, context),
  ];
}

function dueRenewals(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  if (!context.online) return [];
  return tokens
    .filter((token) => {
      const at = renewDueAt(token, context);
      const waits = (token.renewing?.notBefore ?? 0) > now;
      return at !== undefined && (at <= now || (!waits && wasDatedAhead(token, at, now)));
    })
    .map(({ id }) => ({ kind: 'renew', token: id }));
}

function dueChecks(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  if (!context.online) return [];
  return tokens
    .filter((token) => {
      const at = checkDueAt(token, context);
      return at !== undefined && (at <= now || wasDatedAhead(token, at, now));
    })
    .map(({ id }) => ({ kind: 'check', token: id }));
}

function dueRotations(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  if (!context.online) return [];
  return tokens
    .filter((token) => (rotateDueAt(token, context) ?? Infinity) <= now)
    .map(({ id }) => ({ kind: 'rotate', token: id }));
}

function dueWarnings(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  const soon = later(now, TOGETHER);
  const near = tokens.flatMap((token) => {
    const warning = nextWarning(token, context.settings, now, context.renews(token));
    return warning !== undefined && warning.at <= soon ? [{ kind: 'warn' as const, token: token.id, ...warning }] : [];
  });
  const due = near.filter(({ at }) => at <= now);
  const chosen = due.length > 0 && near.length >= MANY ? near : due;
  return chosen.map(({ kind, token, expiresAt, lead }) => ({ kind, token, expiresAt, lead }));
}

/** The last look was taken by a clock that has been set back since, so that the next would be days or years away. */
function wasDatedAhead({ standing }: Token, dueAt: Instant, now: Instant): boolean {
  const lookedAt = standing.latest?.evidence.at;
  return lookedAt !== undefined && lookedAt > later(now, minutes(1)) && dueAt > later(now, days(1));
}

/** The next moment at which anything is owed or a state changes by itself. Undefined: nothing ever will. */
export function nextWake(tokens: readonly Token[], now: Instant, context: DueContext): Instant | undefined {
  let next = Infinity;
  for (const token of tokens) next = Math.min(next, quietUntil(token, now, context) ?? stirs(token, now, context));
  return next === Infinity ? undefined : (next as Instant);
}

/** That nothing happens to a token in a span of time, as long as the token, and all else that this hangs on, is the same. */
interface Quiet extends Pick<DueContext, 'settings' | 'online' | 'wokeAt'> {
  readonly ahead: Duration;
  readonly from: Instant;
  readonly until: number;
}

/** Ten thousand tokens are gone through at each beat, and nearly all of them are as they were at the last. */
const quiet = new WeakMap<Token, Quiet>();

function quietUntil(token: Token, now: Instant, context: DueContext): number | undefined {
  const known = quiet.get(token);
  if (known === undefined || now < known.from || now >= known.until) return undefined;
  const isSame =
    known.settings === context.settings && known.online === context.online && known.wokeAt === context.wokeAt;
  return isSame && known.ahead === context.ahead(token) ? known.until : undefined;
}

/** The next moment that changes anything for one token; infinite where none does. */
function stirs(token: Token, now: Instant, context: DueContext): number {
  const owed = [...asksOf(token, context), nextWarning(token, context.settings, now, context.renews(token))?.at];
  const until = firstAfter(now, [...owed, ...turnsOf(token, context)]);
  // What was seen by a clock that has been set back since is owed as well.
  const isOwed = owed.some((at) => at !== undefined && at <= now) || (token.standing.latest?.evidence.at ?? 0) > now;
  const { settings, online, wokeAt } = context;
  if (!isOwed) quiet.set(token, { settings, online, wokeAt, ahead: context.ahead(token), from: now, until });
  return until;
}

function firstAfter(now: Instant, moments: readonly (Instant | undefined)[]): number {
  let first = Infinity;
  for (const at of moments) if (at !== undefined && at > now && at < first) first = at;
  return first;
}

/** When its issuer is spoken to next, for each reason there may be. */
function asksOf(token: Token, context: DueContext): readonly (Instant | undefined)[] {
  if (!context.online) return [];
  return [checkDueAt(token, context), renewDueAt(token, context), rotateDueAt(token, context)];
}

/** Moments at which the state changes with no event: the longest lead begins, the end comes. */
function turnsOf(token: Token, context: DueContext): readonly Instant[] {
  if (token.expiry.kind !== 'at') return [];
  if (renewsItself(context.renews(token))) return [token.expiry.at, dangerAt(token) ?? token.expiry.at];
  const longest = leadsOf(token, context.settings.leads)[0];
  return longest === undefined ? [token.expiry.at] : [earlier(token.expiry.at, longest), token.expiry.at];
}

/** What comes next for a token, as it is shown. */
export function nextDueOf(token: Token, now: Instant, context: DueContext): NextDue | undefined {
  const planned: readonly (readonly [NextDue['what'], Instant | undefined])[] = [
    ['refresh', renewDueAt(token, context)],
    ['rotate', rotateDueAt(token, context)],
    ['check', checkDueAt(token, context)],
    ['warn', nextWarning(token, context.settings, now, context.renews(token))?.at],
  ];
  let next: NextDue | undefined;
  for (const [what, at] of planned) if (at !== undefined && (next === undefined || at < next.at)) next = { what, at };
  return next;
}
