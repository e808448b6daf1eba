import { days, later, type Instant } from '../shared/time.ts';
import type { Expiry } from '../shared/token.ts';
import type { Spoken } from './speaking.ts';

/** When a token ends, for a narrow column: "in 1 day 12 hours", "12 December", "Never". */
export function endWords(expiry: Expiry, now: Instant, { words: { time }, text }: Spoken): string {
  if (expiry.kind === 'never') return text.frame.end.never;
  if (expiry.kind === 'unknown') return text.frame.end.unknown;
  const near = expiry.at > now && expiry.at < later(now, days(7));
  return near ? time.left(expiry.at, now) : time.date(expiry.at, now, expiry.precision === 'date' ? 'UTC' : undefined);
}
