import type { Settings } from '../../shared/settings.ts';
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
import type { Renewal, Schedule, Token, TokenId } from '../../shared/token.ts';
import { renewAt, renewsItself } from './renewing.ts';
import { MOST_REFUSALS } from './retry.ts';
import { nextRotation } from './schedule.ts';

export interface DueContext {
  /** What its issuer can give a new value for, with no person. */
  rotatable(token: Token): boolean;
  readonly settings: Pick<Settings, 'leads' | 'checkEvery' | 'checkShortEvery'>;
  /** Kinds that can be asked after with no side effect. */
  checkable(token: Token): boolean;
  renews(token: Token): Renewal;
  /** How far the clock of a token's issuer is ahead of ours; zero where nothing is known of it. */
  ahead(token: Token): Duration;
  /** While false no check and no renewal is due. */
  readonly online: boolean;
  /** When the machine last woke, came online or the app started: what was overdue by then is spread over the time after. */
  readonly wokeAt: Instant;
}

/** Overdue checks after waking start within this, each at its own moment. */
const SPREAD = seconds(30);
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
  // One that is being revoked is looked at by whoever does that.
  if (!context.checkable(token) || token.ending !== undefined) return undefined;
  const { latest, misses, checkNotBefore } = token.standing;
  const due = latest === undefined ? token.addedAt : dueAfter(token, context, latest.evidence.at);
  const refused = latest !== undefined && ['invalid', 'revoked', 'expired'].includes(latest.verdict.kind);
  if (refused && misses >= MOST_REFUSALS) return undefined;
  return spread(token, checkNotBefore ?? due, context);
}

/** What was overdue when the machine woke is done in the time after, each at its own moment. */
function spread(token: Token, due: Instant, { wokeAt }: DueContext): Instant {
  return due < wokeAt ? later(wokeAt, duration(Math.round(shareOf(token.id) * SPREAD))) : due;
}

/** When a token is given a new value or a longer life next; undefined where it never is by itself. */
export function renewDueAt(token: Token, context: DueContext): Instant | undefined {
  if (!renewsItself(context.renews(token))) return undefined;
  const due = renewAt(token);
  return due === undefined ? undefined : spread(token, earlier(due, context.ahead(token)), context);
}

function dueAfter(token: Token, context: DueContext, lookedAt: Instant): Instant {
  const interval = intervalOf(token, context, lookedAt);
  const regular = later(lookedAt, duration(Math.round(interval * (1 + shareOf(token.id) / 10))));
  // One look just after the end: the issuer may have moved it.
  const end = token.expiry.kind === 'at' && token.expiry.at > lookedAt ? later(token.expiry.at, minutes(1)) : undefined;
  return end !== undefined && end < regular ? end : regular;
}

/** How long before its end a token is rotated at the latest, where it is rotated by itself: a tenth of its life, within bounds. */
function headStart(token: Token, expiresAt: Instant): Duration {
  const life = Math.max(0, expiresAt - (token.issuedAt ?? token.addedAt));
  const tenth = Math.max(hours(1), Math.min(life / 10, days(7)));
  return duration(Math.round(Math.min(tenth, life / 2)));
}

/** Finding a run in a calendar takes a while, and a token that has not changed has the same one. */
const runs = new WeakMap<Token, { readonly at: Instant | undefined }>();

function scheduledAt(token: Token, schedule: Schedule): Instant | undefined {
  const known = runs.get(token) ?? { at: nextRotation(schedule, token.rotatedAt) };
  runs.set(token, known);
  return known.at;
}

/** When a token is rotated next by itself; undefined where it never is, or where something must be settled first. */
export function rotateDueAt(token: Token, context: DueContext): Instant | undefined {
  const { schedule, expiry, renewing } = token;
  if (schedule === undefined || !isSettled(token) || !context.rotatable(token)) return undefined;
  const end = expiry.kind === 'at' ? earlier(expiry.at, headStart(token, expiry.at)) : Infinity;
  const due = Math.min(scheduledAt(token, schedule) ?? Infinity, end);
  return due === Infinity ? undefined : instant(Math.max(due, renewing?.notBefore ?? 0));
}

function isSettled({ ending, elsewhere, leftovers, standing }: Token): boolean {
  const isOver = ['invalid', 'revoked', 'expired'].includes(standing.latest?.verdict.kind ?? '');
  return !isOver && (ending ?? elsewhere ?? leftovers) === undefined && standing.outcomeLostAt === undefined;
}
