import {
  between,
  duration,
  instant,
  later,
  minutes,
  parseHttpDate,
  parseIso,
  seconds,
  type Duration,
  type Instant,
} from '../../shared/time.ts';
import type { Doubt, Expiry, ExpirySource, TokenWarning } from '../../shared/token.ts';
import type { HttpAnswer } from './http-port.ts';

/** What was said of an end, and what is wrong with it. */
export interface ReadExpiry {
  readonly expiry: Expiry;
  readonly warnings: readonly TokenWarning[];
}

const UNKNOWN: ReadExpiry = { expiry: { kind: 'unknown' }, warnings: [] };
const IMPLAUSIBLE: ReadExpiry = { expiry: { kind: 'unknown' }, warnings: [{ code: 'expiry-implausible' }] };

/** The year 2000: what lives today did not end before, and zero dates mean that nothing is set. */
const EARLIEST = instant(946_684_800_000);
/** The year 2200: what ends later is a number in the wrong unit, or a way to say "never" that is not to be guessed at. */
const LATEST = instant(7_258_118_400_000);

/** A date, or a date and time with a zone, as issuers spell it in headers and JSON. */
export function expiryOfText(value: unknown, source: ExpirySource): ReadExpiry {
  const told = typeof value === 'string' ? parseIso(value) : undefined;
  return told === undefined ? UNKNOWN : plausible(told.at, told.precision, source);
}

/** Seconds since 1970, fractions allowed (NumericDate of RFC 7519). */
export function expiryOfSeconds(value: unknown, source: ExpirySource): ReadExpiry {
  return typeof value === 'number' && value > 0
    ? plausible(instant(Math.trunc(value * 1000)), 'instant', source)
    : UNKNOWN;
}

/** Seconds from the moment of receipt (`expires_in` of RFC 6749). The end is fixed then, whatever becomes of our clock. */
export function expiryOfLength(value: unknown, receivedAt: Instant, source: ExpirySource): ReadExpiry {
  return typeof value === 'number' && value > 0
    ? plausible(later(receivedAt, seconds(Math.trunc(value))), 'instant', source)
    : UNKNOWN;
}

function plausible(at: Instant, precision: 'instant' | 'date', source: ExpirySource): ReadExpiry {
  if (at < EARLIEST) return UNKNOWN;
  return at <= LATEST ? { expiry: { kind: 'at', at, precision, source }, warnings: [] } : IMPLAUSIBLE;
}

/** As near to the moment of the answer an end is no end, but the issuer's clock in the wrong place (google/go-github#3708). */
const ABOUT_NOW = seconds(5);
/** The same end told again after this long is meant. */
const SAID_AGAIN = minutes(1);

/**
 * The end that a header of an answer names. One that is about now is doubted, and `doubt` is to be kept as {@link Standing.doubt}; told
 * the same again a minute later or more, it is believed. An end that moves along with the clock never is.
 */
export function expiryOfHeader(
  text: string | undefined,
  answer: HttpAnswer,
  before: Doubt | undefined,
): ReadExpiry & { readonly doubt?: Doubt } {
  const read = expiryOfText(text, 'issuer');
  if (read.expiry.kind !== 'at') return read;
  const expiresAt = read.expiry.at;
  if (before?.expiresAt === expiresAt) return between(before.seenAt, answer.at) >= SAID_AGAIN ? read : UNKNOWN;
  const theirs = parseHttpDate(answer.headers['date'] ?? '') ?? answer.at;
  const isNow = apart(expiresAt, answer.at) <= ABOUT_NOW || apart(expiresAt, theirs) <= ABOUT_NOW;
  return isNow ? { ...UNKNOWN, doubt: { expiresAt, seenAt: answer.at } } : read;
}

const apart = (a: Instant, b: Instant): Duration => duration(Math.abs(a - b));

/** What a refusal with no reason means: past a remembered end it is that end; before it, nobody can say why. */
export function refusalAt(expiry: Expiry, now: Instant): { readonly kind: 'expired' | 'invalid' } {
  return { kind: expiry.kind === 'at' && expiry.at <= now ? 'expired' : 'invalid' };
}
