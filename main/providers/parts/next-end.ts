import { days, isoOf, later, type Duration, type Instant } from '../../../shared/time.ts';
import type { Token } from '../../../shared/token.ts';

/** When a new value is to end: after as long a life as the old one had, where that is known. */
export function nextEnd({ expiry, issuedAt }: Token, now: Instant, usual: Duration): Instant {
  const isKnown = expiry.kind === 'at' && issuedAt !== undefined && expiry.at > issuedAt;
  return later(now, isKnown ? days(Math.ceil((expiry.at - issuedAt) / days(1))) : usual);
}

export const dayOf = (at: Instant): string => isoOf(at).slice(0, 10);
