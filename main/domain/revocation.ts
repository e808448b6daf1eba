import { later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { Ending, Token } from '../../shared/token.ts';
import type { Evidence } from '../../shared/verdict.ts';
import { MOST_REFUSALS } from './retry.ts';
import { triesAfter } from './rotation.ts';

/** An issuer that took the request has this long to act on it; GitHub's own word is that it takes minutes. */
const PATIENCE: Duration = minutes(10);

/** True where the issuer took the request long ago; if the value still works, a person should know. */
export function isLate({ askedAt }: Ending, now: Instant): boolean {
  return askedAt !== undefined && later(askedAt, PATIENCE) <= now;
}

/** After one more try that proved nothing. There is always a look at the moment when the issuer's time is up. */
export function endingAfter(ending: Ending, now: Instant, fraction: number): Ending {
  const tries = triesAfter(ending, now, fraction);
  const up = ending.askedAt === undefined ? undefined : later(ending.askedAt, PATIENCE);
  const passes = up !== undefined && up > now && tries.notBefore !== undefined && tries.notBefore > up;
  return { ...ending, ...tries, ...(passes ? { notBefore: up } : {}) };
}

/** When the next try is due. What the issuer was not reached with is tried at once after waking, starting or coming online. */
export function endingDueAt(
  { since, askedAt, notBefore }: Ending,
  triedAt: Instant | undefined,
  wokeAt: Instant,
): Instant {
  const isFresh = askedAt === undefined && (triedAt ?? 0) < wokeAt;
  return isFresh ? since : (notBefore ?? since);
}

/** Proven dead after it was revoked, whatever word the issuer has for that. It is never asked after again. */
export function ended(token: Token, evidence: Evidence): Token {
  const { lastGood } = token.standing;
  const latest = { verdict: { kind: 'revoked' }, evidence } as const;
  const { ending: _ending, leftovers: _leftovers, renewing: _renewing, snoozedUntil: _snoozed, ...rest } = token;
  return { ...rest, standing: { lastGood, latest, misses: MOST_REFUSALS } };
}

/** Use goes on as before: this issuer cannot end it from here. */
export function notEnding(token: Token): Token {
  const { ending: _ending, ...rest } = token;
  return rest;
}
