import { days, later, type Instant } from '../shared/time.ts';
import type { Expiry } from '../shared/token.ts';
import { dateWords, timeLeft } from '../shared/words-time.ts';

/** When a token ends, for a narrow column: "in 1 day 12 hours", "12 December", "Never". */
export function endWords(expiry: Expiry, now: Instant): string {
  if (expiry.kind === 'never') return 'Never';
  if (expiry.kind === 'unknown') return 'Not known';
  const near = expiry.at > now && expiry.at < later(now, days(7));
  return near ? timeLeft(expiry.at, now) : dateWords(expiry.at, now, expiry.precision === 'date' ? 'UTC' : undefined);
}
