declare const instantMark: unique symbol;
declare const durationMark: unique symbol;

/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantMark]: true };
/** A length of time in milliseconds. */
export type Duration = number & { readonly [durationMark]: true };

export const instant = (ms: number): Instant => ms as Instant;
export const duration = (ms: number): Duration => ms as Duration;

export const seconds = (n: number): Duration => duration(n * 1000);
export const minutes = (n: number): Duration => duration(n * 60_000);
export const hours = (n: number): Duration => duration(n * 3_600_000);
export const days = (n: number): Duration => duration(n * 86_400_000);

export const later = (at: Instant, by: Duration): Instant => instant(at + by);
export const earlier = (at: Instant, by: Duration): Instant => instant(at - by);
/**
 * Whether a moment that was set `most` ahead at the most is still to come. One that lies further away was set by a clock that has been set
 * back since, and is as good as past.
 */
export function isAhead(at: Instant | undefined, now: Instant, most: Duration): boolean {
  return at !== undefined && at > now && at <= now + most;
}

export const between = (from: Instant, to: Instant): Duration => duration(to - from);

/** ISO 8601 in UTC to the second, with milliseconds only where there are any. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}))?$/i;

/** A moment and how finely it was told: a bare date means the start of that UTC day. */
export interface Told {
  readonly at: Instant;
  readonly precision: 'instant' | 'date';
}

/**
 * Reads `YYYY-MM-DD`, or a date and time with a zone (`Z`, `UTC`, `+0500`, `+05:00`). A time with no zone is
 * not guessed at: it answers undefined, as does anything that is not a real calendar date.
 */
export function parseIso(text: string): Told | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = match;
  const date = dayOf(Number(year), Number(month), Number(day));
  if (date === undefined) return undefined;
  if (zone === undefined) return { at: date, precision: 'date' };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const time = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
  const rest = Math.trunc(Number(`0.${fraction}`) * 1000);
  return { at: instant(date + time + rest - zoneOffset(zone)), precision: 'instant' };
}

/** The start of a UTC day, where the calendar has that day. */
function dayOf(year: number, month: number, day: number): Instant | undefined {
  const date = Date.UTC(year, month - 1, day);
  const back = new Date(date);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? instant(date) : undefined;
}

function zoneOffset(zone: string): number {
  if (/^(z|utc)$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

const HTTP_DATE = /^[A-Za-z]{3}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads the date form of HTTP headers, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7: the only one that may be sent). */
export function parseHttpDate(text: string): Instant | undefined {
  const match = HTTP_DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, day, name = '', year, hour, minute, second] = match;
  const month = String(MONTHS.indexOf(name) + 1).padStart(2, '0');
  return parseIso(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)?.at;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `90s`, `15m`, `12h`, `14d`, `2w`, or several joined (`1d12h`). Anything else is undefined. */
export function parseDuration(text: string): Duration | undefined {
  const compact = text.trim().toLowerCase().replace(/\s+/g, '');
  if (!/^(\d+[smhdw])+$/.test(compact)) return undefined;
  let sum = 0;
  for (const [, count, unit] of compact.matchAll(/(\d+)([smhdw])/g)) sum += Number(count) * (UNITS[unit ?? ''] ?? 0);
  return Number.isSafeInteger(sum) ? duration(sum) : undefined;
}

/** `1d12h`, in the form {@link parseDuration} reads. */
export function spellDuration(length: Duration): string {
  let rest = Math.max(0, Math.round(length / 1000));
  const parts: string[] = [];
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}${unit}`);
    rest %= size;
  }
  return parts.join('') || '0s';
}
