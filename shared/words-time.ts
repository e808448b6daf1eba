import type { Instant } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const plural = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;

/** A length with its two largest units, rounded down: 71 h 59 min is "2 days 23 hours", never "3 days". */
export function lengthWords(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  const [whole, part, units] =
    ms < HOUR
      ? [MINUTE, 0, ['minute', '']]
      : ms < DAY
        ? [HOUR, MINUTE, ['hour', 'minute']]
        : [DAY, HOUR, ['day', 'hour']];
  const count = Math.floor(ms / whole);
  const rest = part === 0 || count >= 7 ? 0 : Math.floor((ms % whole) / part);
  const first = plural(count, units[0] ?? '');
  return rest === 0 ? first : `${first} ${plural(rest, units[1] ?? '')}`;
}

const forms = new Map<string, Intl.DateTimeFormat>();

/** Making a form costs half a millisecond, and a list of thousands says several times a row. */
function dateForm(at: Instant, zone: string | undefined, parts: 'day' | 'day-year' | 'exact'): Intl.DateTimeFormat {
  // The offset stands for the machine's own zone, which may change while we run.
  const key = `${parts} ${zone ?? new Date(at).getTimezoneOffset()}`;
  const known = forms.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: zone,
    ...(parts !== 'day' && { year: 'numeric' }),
    ...(parts === 'exact' && { hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short' }),
  });
  forms.set(key, made);
  return made;
}

/** `12 December`, with the year where it is another than now's. */
export function dateWords(at: Instant, now: Instant, zone?: string): string {
  const far = new Date(at).getUTCFullYear() !== new Date(now).getUTCFullYear();
  return dateForm(at, zone, far ? 'day-year' : 'day').format(at);
}

/** "4 minutes ago" up to a week, then a date. */
export function ago(at: Instant, now: Instant, zone?: string): string {
  const past = now - at;
  if (past < MINUTE) return 'just now';
  if (past >= WEEK) return `on ${dateWords(at, now, zone)}`;
  const [size, unit] = past < HOUR ? [MINUTE, 'minute'] : past < DAY ? [HOUR, 'hour'] : [DAY, 'day'];
  return `${plural(Math.floor(past / size), unit)} ago`;
}

/** "in 1 day 12 hours" up to a week, then "on 12 December". What is past says so. */
export function timeLeft(at: Instant, now: Instant, zone?: string): string {
  const left = at - now;
  if (left <= 0) return ago(at, now, zone);
  return left < WEEK ? `in ${lengthWords(left)}` : `on ${dateWords(at, now, zone)}`;
}

/** Date, time and zone, for a hover or a terminal: `31 January 2027, 00:00 UTC`. */
export function exactTime(at: Instant, zone?: string): string {
  return dateForm(at, zone, 'exact').format(at);
}
