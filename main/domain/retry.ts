import { hours, later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { Standing } from '../../shared/token.ts';
import type { Evidence, Verdict } from '../../shared/verdict.ts';

const LONGEST_WAIT = hours(6);
/** A refusal is looked at once more after this, in case the issuer slipped; then never again by itself. */
const SECOND_LOOK = hours(1);
export const MOST_REFUSALS = 2;

export interface Look {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
  /** When the issuer said that it may be asked again. */
  readonly retryAt?: Instant | undefined;
}

/**
 * What is remembered after a look. `fraction` (0 to 1) spreads retries. Waiting grows from a minute by doubling, and an issuer's own word
 * on when to come back is kept to the second.
 */
export function standingAfter(before: Standing, look: Look, fraction: number): Standing {
  const { verdict, evidence } = look;
  const latest = { verdict, evidence };
  if (verdict.kind === 'valid' || verdict.kind === 'blocked') {
    return { ...before, lastGood: evidence, latest, misses: 0, checkNotBefore: undefined };
  }
  const misses = sameSort(before.latest?.verdict, verdict) ? before.misses + 1 : 1;
  const wait = verdict.kind === 'unknown' ? backOff(misses, fraction) : SECOND_LOOK;
  return { ...before, latest, misses, checkNotBefore: look.retryAt ?? later(evidence.at, wait) };
}

/** Counting starts anew when "no" turns into "cannot tell" or back. */
function sameSort(before: Verdict | undefined, now: Verdict): boolean {
  return before !== undefined && (before.kind === 'unknown') === (now.kind === 'unknown');
}

function backOff(misses: number, fraction: number): Duration {
  const doubled = Math.min(minutes(1) * 2 ** (misses - 1), LONGEST_WAIT);
  return Math.round(doubled * (1 + fraction / 5)) as Duration;
}
