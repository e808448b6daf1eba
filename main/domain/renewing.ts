import type { ActFailure, BackupFailure } from '../../shared/failure.ts';
import {
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
import type { Renewal, Token, Tries } from '../../shared/token.ts';
import { afterLook } from './look.ts';
import type { Facts } from './provider.ts';
import type { Look } from './retry.ts';

/** However long a token lives, it is renewed at least this long before its end, unless half its life is shorter. */
const LEAST_AHEAD = minutes(1);
const LONGEST_WAIT = minutes(5);
/** So many are made while the time that was kept for renewing lasts. */
const PATIENT_TRIES = 12;
/** What an issuer refused is asked for again after this, in case it was changed there. */
const REFUSED_WAIT = minutes(60);

/** True where its value is replaced or its life made longer with no person, whatever the schedule. */
export function renewsItself(renews: Renewal): boolean {
  return renews === 'refresh' || renews === 'mint' || renews === 'extend';
}

/** The length of its whole life; undefined where its end is not known. */
function lifeOf(token: Token): Duration | undefined {
  const { expiry } = token;
  return expiry.kind === 'at' ? duration(Math.max(0, expiry.at - (token.issuedAt ?? token.addedAt))) : undefined;
}

/** A tenth of its life, at least a minute, at most half of it: so that no token, however short, is renewed in a loop. */
function aheadOf(life: Duration): Duration {
  return duration(Math.round(Math.min(Math.max(life / 10, LEAST_AHEAD), life / 2)));
}

/** When a token that renews itself is renewed next, by its issuer's clock; undefined where only a person can help. */
export function renewAt(token: Token): Instant | undefined {
  if (isPastHelp(token)) return undefined;
  const wanted = wantedAt(token);
  const allowed = token.renewing?.notBefore;
  return wanted !== undefined && allowed !== undefined && allowed > wanted ? allowed : wanted;
}

function wantedAt(token: Token): Instant | undefined {
  // A moment later, as below: nothing was minted yet.
  if (token.digest === '') return later(token.addedAt, seconds(1));
  const { expiry } = token;
  const life = lifeOf(token);
  const refused = refusedAt(token);
  // One that is refused right after each renewal is not renewed in a loop.
  const isNews = refused !== undefined && refused >= later(token.issuedAt ?? LONG_AGO, aheadOf(life ?? hours(2)));
  // A moment later, for what is due at a moment yet to come wakes the heartbeat.
  if (isNews) return later(refused, seconds(1));
  return expiry.kind === 'at' && life !== undefined ? earlier(expiry.at, aheadOf(life)) : undefined;
}

const LONG_AGO = instant(0);

/** Since when its issuer is known not to take the value any more: what it is renewed with may be good all the same. */
function refusedAt({ standing, issuedAt = LONG_AGO }: Token): Instant | undefined {
  const { verdict, evidence } = standing.latest ?? {};
  const isRefused = verdict?.kind === 'invalid' || verdict?.kind === 'expired';
  return isRefused && evidence !== undefined && evidence.at > issuedAt ? evidence.at : undefined;
}

function isPastHelp({ ending, elsewhere, standing }: Token): boolean {
  const over = elsewhere?.since ?? standing.signInNeeded ?? standing.outcomeLostAt ?? ending?.since;
  return over !== undefined || standing.latest?.verdict.kind === 'revoked';
}

/**
 * From when on a person should know that renewing fails: in the second half of the time that is kept for it, where that time is worth a
 * warning. Undefined where all is well.
 */
export function dangerAt(token: Token): Instant | undefined {
  const life = lifeOf(token);
  const { expiry, renewing } = token;
  if (life === undefined || expiry.kind !== 'at' || (renewing?.misses ?? 0) === 0) return undefined;
  return earlier(expiry.at, duration(Math.round(aheadOf(life) / 2)));
}

/**
 * True where one that renews itself has less life left than its user asks for, who can have no more than nine tenths of what a fresh one
 * has.
 */
export function isShort(token: Token, renews: Renewal, now: Instant, minLife: Duration): boolean {
  if (!renewsItself(renews) || token.ending !== undefined) return false;
  if (token.digest === '' || refusedAt(token) !== undefined) return true;
  if (token.expiry.kind !== 'at') return false;
  // Where nobody said when its life began, what is left tells nothing of what a fresh one has.
  const most = token.issuedAt === undefined ? minLife : (lifeOf(token) ?? 0) * 0.9;
  return token.expiry.at - now <= Math.min(minLife, most);
}

/** What a person must do before it can be renewed. */
export function neededOf(token: Token): Needed | undefined {
  const { label: name, standing } = token;
  if (standing.outcomeLostAt !== undefined) return { code: 'outcome-lost', name };
  return standing.signInNeeded === undefined ? claimNeeded(token) : { code: 'sign-in-needed', name };
}

/** A second renewal beside that of another machine can cost both of them the token. */
export function claimNeeded({ label: name, elsewhere }: Token): ClaimNeeded | undefined {
  return elsewhere === undefined ? undefined : { code: 'in-use-elsewhere', name, machine: elsewhere.machine };
}

type ClaimNeeded = Extract<BackupFailure, { code: 'in-use-elsewhere' }>;
type Needed = Extract<ActFailure, { code: 'outcome-lost' | 'sign-in-needed' }> | ClaimNeeded;

/**
 * After one more try that came to nothing. Short lives are tried for again soon, long ones less often, and all of them the more seldom the
 * longer it lasts, but never so seldom that what is left of a life passes in between; an issuer's own word on when to come back is kept.
 * `fraction` (0 to 1) spreads the tries.
 */
export function renewingAfter(token: Token, now: Instant, fraction: number, retryAt: Instant | undefined): Tries {
  const misses = (token.renewing?.misses ?? 0) + 1;
  const ahead = aheadOf(lifeOf(token) ?? duration(0));
  const first = Math.min(Math.max(ahead / 8, seconds(1)), minutes(1)) * 2 ** (misses - 1);
  const most = Math.max(ahead / 4, seconds(5)) * 2 ** Math.max(0, misses - PATIENT_TRIES);
  const wait = Math.min(first, most, LONGEST_WAIT, beforeEnd(token, now, ahead)) * (1 + fraction / 2);
  return { misses, notBefore: retryAt ?? later(now, duration(Math.round(wait))) };
}

/** A quarter of what is left of its life, and not so little that it becomes a storm. */
function beforeEnd({ expiry }: Token, now: Instant, ahead: Duration): number {
  const left = expiry.kind === 'at' ? expiry.at - now : 0;
  const least = Math.min(Math.max(ahead / 24, seconds(1)), seconds(30));
  return left > 0 ? Math.max(left / 4, least) : Infinity;
}

export function refusedRenewal(token: Token, now: Instant, fraction: number): Tries {
  const wait = duration(Math.round(REFUSED_WAIT * (1 + fraction / 2)));
  return { misses: (token.renewing?.misses ?? 0) + 1, notBefore: later(now, wait) };
}

export interface Renewed {
  readonly look: Look;
  readonly facts: Facts;
  readonly digest: string;
  readonly hasRefresh: boolean;
}

/** The token with its new value. What was told of the old one's end does not count for it: an end that was not told is not known. */
export function renewed(before: Token, { look, facts, digest, hasRefresh }: Renewed): Token {
  const { warned: _warned, snoozedUntil: _snoozed, renewing: _renewing, ...rest } = before;
  const { lastGood, doubt } = before.standing;
  const token: Token = {
    ...rest,
    digest,
    hasRefresh,
    refreshExpiresAt: facts.refreshExpiresAt ?? before.refreshExpiresAt,
    issuedAt: look.evidence.at,
    expiry: { kind: 'unknown' },
    standing: { lastGood, doubt, misses: 0 },
  };
  return afterLook(token, look, facts, 0);
}
