import type { Settings } from '../../shared/settings.ts';
import type { NextDue } from '../../shared/snapshot.ts';
import {
  days,
  duration,
  earlier,
  hours,
  instant,
  later,
  minutes,
  seconds,
  type Duration,
  type Instant,
} from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { MOST_REFUSALS } from './retry.ts';
import { leadsOf } from './status.ts';

/** What the heartbeat owes a token. */
export type DueTask =
  | { readonly kind: 'check'; readonly token: TokenId }
  | { readonly kind: 'warn'; readonly token: TokenId; readonly expiresAt: Instant; readonly lead: Duration };

export interface DueContext {
  readonly settings: Pick<Settings, 'leads' | 'checkEvery' | 'checkShortEvery'>;
  /** Kinds that can be asked after with no side effect. */
  checkable(token: Token): boolean;
  /** While false no check is due. */
  readonly online: boolean;
  /** When the machine last woke, came online or the app started: what was overdue by then is spread over the time after. */
  readonly wokeAt: Instant;
}

/** Overdue checks after waking start within this, each at its own moment. */
const SPREAD = seconds(30);
/** Warnings this close together make one summary. */
const TOGETHER = minutes(1);
const MANY = 4;
/** Issuers tell some expiries as a length, so the same end wobbles a little between looks. */
const WOBBLE = hours(1);

/** A stable number from 0 to 1 for an id, so that tokens keep apart from each other without chance. */
function shareOf(id: TokenId): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}

function intervalOf(token: Token, context: DueContext, from: Instant): Duration {
  const { checkEvery, checkShortEvery } = context.settings;
  if (token.expiry.kind !== 'at') return checkEvery;
  const life = token.expiry.at - (token.issuedAt ?? token.addedAt);
  const near = token.expiry.at - from < days(1) && token.expiry.at > from;
  return life < days(1) || near ? checkShortEvery : checkEvery;
}

/** When a token is asked after next; undefined where it never is by itself. */
export function checkDueAt(token: Token, context: DueContext): Instant | undefined {
  if (!context.checkable(token)) return undefined;
  const { latest, misses, checkNotBefore } = token.standing;
  const due = latest === undefined ? token.addedAt : dueAfter(token, context, latest.evidence.at);
  const refused = latest !== undefined && ['invalid', 'revoked', 'expired'].includes(latest.verdict.kind);
  if (refused && misses >= MOST_REFUSALS) return undefined;
  const allowed = checkNotBefore ?? due;
  return allowed < context.wokeAt ? later(context.wokeAt, duration(Math.round(shareOf(token.id) * SPREAD))) : allowed;
}

function dueAfter(token: Token, context: DueContext, lookedAt: Instant): Instant {
  const interval = intervalOf(token, context, lookedAt);
  const regular = later(lookedAt, duration(Math.round(interval * (1 + shareOf(token.id) / 10))));
  // One look just after the end: the issuer may have moved it.
  const end = token.expiry.kind === 'at' && token.expiry.at > lookedAt ? later(token.expiry.at, minutes(1)) : undefined;
  return end !== undefined && end < regular ? end : regular;
}

interface Warning {
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly lead: Duration;
}

/** The next warning owed for an expiry, and the lead it speaks of; undefined where all are told. */
function nextWarning(token: Token, settings: Pick<Settings, 'leads'>, now: Instant): Warning | undefined {
  if (token.expiry.kind !== 'at' || isRefused(token)) return undefined;
  const expiresAt = token.expiry.at;
  const leads = [...leadsOf(token, settings.leads), duration(0)];
  const until = token.snoozedUntil;
  // A snooze ends in exactly one notice, of the most urgent lead by then, told before or not.
  const again = until === undefined ? undefined : mostUrgent(leads, expiresAt, instant(Math.max(until, now)));
  if (until !== undefined && again !== undefined) return { at: until, expiresAt, lead: again };
  const told = toldLead(token, expiresAt);
  const untold = leads.filter((lead) => lead < told);
  // After a gap only the most urgent is told, and it tells the longer ones too.
  const lead = mostUrgent(untold, expiresAt, now) ?? untold[0];
  return lead === undefined ? undefined : { at: earlier(expiresAt, lead), expiresAt, lead };
}

/** The shortest of the leads that have begun by a moment. */
export function mostUrgent(leads: readonly Duration[], expiresAt: Instant, by: Instant): Duration | undefined {
  return leads.filter((lead) => expiresAt - lead <= by).at(-1);
}

function toldLead(token: Token, expiresAt: Instant): number {
  const { warned } = token;
  return warned !== undefined && Math.abs(warned.expiresAt - expiresAt) <= WOBBLE ? warned.lead : Infinity;
}

function isRefused(token: Token): boolean {
  const kind = token.standing.latest?.verdict.kind;
  return kind === 'revoked' || kind === 'invalid';
}

/** All that is owed now. Asking twice in the same moment answers the same. */
export function dueTasks(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  return [...dueChecks(tokens, now, context), ...dueWarnings(tokens, now, context)];
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

function dueWarnings(tokens: readonly Token[], now: Instant, context: DueContext): readonly DueTask[] {
  const soon = later(now, TOGETHER);
  const near = tokens.flatMap((token) => {
    const warning = nextWarning(token, context.settings, now);
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
  for (const token of tokens) {
    const check = context.online ? checkDueAt(token, context) : undefined;
    const warning = nextWarning(token, context.settings, now);
    for (const at of [check, warning?.at, ...turnsOf(token, context)]) {
      if (at !== undefined && at > now && at < next) next = at;
    }
  }
  return next === Infinity ? undefined : (next as Instant);
}

/** Moments at which the state changes with no event: the longest lead begins, the end comes. */
function turnsOf(token: Token, context: DueContext): readonly Instant[] {
  if (token.expiry.kind !== 'at') return [];
  const longest = leadsOf(token, context.settings.leads)[0];
  return longest === undefined ? [token.expiry.at] : [earlier(token.expiry.at, longest), token.expiry.at];
}

/** What comes next for a token, as it is shown. */
export function nextDueOf(token: Token, now: Instant, context: DueContext): NextDue | undefined {
  const check = checkDueAt(token, context);
  const warning = nextWarning(token, context.settings, now)?.at;
  if (check === undefined && warning === undefined) return undefined;
  return warning === undefined || (check !== undefined && check <= warning)
    ? { what: 'check', at: check ?? now }
    : { what: 'warn', at: warning };
}
