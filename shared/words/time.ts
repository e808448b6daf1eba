import type { Instant } from '../time.ts';
import { createCounting, type Forms } from './counting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

type Unit = 'minute' | 'hour' | 'day';
type Units = Readonly<Record<Unit, Forms>>;

/** How one language speaks of time. */
export interface TimePhrases {
  /** Of dates and of plurals. */
  readonly locale: string;
  readonly units: Units;
  /** As they stand after "in" and "ago", where the language bends them. */
  readonly bentUnits: Units;
  readonly underMinute: string;
  readonly bentUnderMinute: string;
  readonly justNow: string;
  readonly ago: (length: string) => string;
  readonly ahead: (length: string) => string;
  readonly on: (date: string) => string;
}

export interface TimeWords {
  /** A length with its two largest units, rounded down: 71 h 59 min is "2 days 23 hours", never "3 days". */
  length(ms: number): string;
  /** The same length from now on: "in 2 days 23 hours". */
  within(ms: number): string;
  /** `12 December`, with the year where it is another than now's. */
  date(at: Instant, now: Instant, zone?: string): string;
  /** "4 minutes ago" up to a week, then a date. */
  ago(at: Instant, now: Instant, zone?: string): string;
  /** "in 1 day 12 hours" up to a week, then "on 12 December". What is past says so. */
  left(at: Instant, now: Instant, zone?: string): string;
  /** Date, time and zone, for a hover or a terminal: `31 January 2027, 00:00 UTC`. */
  exact(at: Instant, zone?: string): string;
  /** "14:20:31", for what ends within the hour. */
  clock(at: Instant, zone?: string): string;
  /** "6 Dec", below a plot. */
  day(at: Instant, zone?: string): string;
}

export function createTimeWords(phrases: TimePhrases): TimeWords {
  const { count } = createCounting(phrases.locale);
  const form = createForms(phrases.locale);

  function spelled(ms: number, units: Units): string {
    const [whole, part, [large, small]] = sizesOf(ms);
    const many = Math.floor(ms / whole);
    const rest = part === 0 || many >= 7 ? 0 : Math.floor((ms % whole) / part);
    const first = count(many, units[large]);
    return rest === 0 ? first : `${first} ${count(rest, units[small])}`;
  }

  const within = (ms: number): string =>
    phrases.ahead(ms < MINUTE ? phrases.bentUnderMinute : spelled(ms, phrases.bentUnits));
  const date: TimeWords['date'] = (at, now, zone) => {
    const far = new Date(at).getUTCFullYear() !== new Date(now).getUTCFullYear();
    return form(at, zone, far ? 'day-year' : 'day').format(at);
  };
  const ago: TimeWords['ago'] = (at, now, zone) => {
    const past = now - at;
    if (past < MINUTE) return phrases.justNow;
    if (past >= WEEK) return phrases.on(date(at, now, zone));
    const [size, , [unit]] = sizesOf(past);
    return phrases.ago(count(Math.floor(past / size), phrases.bentUnits[unit]));
  };

  return {
    length: (ms) => (ms < MINUTE ? phrases.underMinute : spelled(ms, phrases.units)),
    within,
    date,
    ago,
    left(at, now, zone) {
      const ahead = at - now;
      if (ahead <= 0) return ago(at, now, zone);
      return ahead < WEEK ? within(ahead) : phrases.on(date(at, now, zone));
    },
    exact: (at, zone) => form(at, zone, 'exact').format(at),
    clock: (at, zone) => form(at, zone, 'clock').format(at),
    day: (at, zone) => form(at, zone, 'short').format(at),
  };
}

function sizesOf(ms: number): readonly [number, number, readonly [Unit, Unit]] {
  if (ms < HOUR) return [MINUTE, 0, ['minute', 'minute']];
  return ms < DAY ? [HOUR, MINUTE, ['hour', 'minute']] : [DAY, HOUR, ['day', 'hour']];
}

const DAY_PARTS = { day: 'numeric', month: 'long' } as const;
const PARTS = {
  day: DAY_PARTS,
  'day-year': { ...DAY_PARTS, year: 'numeric' },
  exact: {
    ...DAY_PARTS,
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  short: { day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a form costs half a millisecond, and a list of thousands says several times a row. */
function createForms(locale: string) {
  const forms = new Map<string, Intl.DateTimeFormat>();
  return (at: Instant, zone: string | undefined, parts: keyof typeof PARTS): Intl.DateTimeFormat => {
    // The offset stands for the machine's own zone, which may change while we run.
    const key = `${parts} ${zone ?? new Date(at).getTimezoneOffset()}`;
    const known = forms.get(key);
    if (known !== undefined) return known;
    const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...PARTS[parts] });
    forms.set(key, made);
    return made;
  };
}
