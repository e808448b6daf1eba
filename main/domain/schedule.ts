import { Cron } from 'croner';
import {
  duration,
  hours,
  instant,
  isoOf,
  later,
  parseDuration,
  parseIso,
  type Duration,
  type Instant,
} from '../../shared/time.ts';
import type { Schedule } from '../../shared/token.ts';

/** A scheduled run closer than this to the last rotation is passed over, where the rule runs once a day or less. */
const LEAST_GAP = hours(12);
const LEAST_EVERY = hours(1);
/** Further back than any zone ever turns its clocks. */
const TURN = hours(3);
/** Runs looked at to tell how close together a rule runs. */
const SAMPLE = 12;

/**
 * When a token is rotated next. Runs that were missed make one: what counts is the last rotation, `rotatedAt`, or when the schedule was
 * made. A zone that is changed thus never rotates twice within half a day. Undefined: never again.
 */
export function nextRotation(schedule: Schedule, rotatedAt: Instant | undefined): Instant | undefined {
  const from = instant(Math.max(schedule.since, rotatedAt ?? 0));
  if (schedule.kind === 'every') return later(from, schedule.every);
  const gap = rotatedAt !== undefined && isDailyAtMost(schedule.cron) ? later(rotatedAt, LEAST_GAP) : from;
  return nextRun(schedule, instant(Math.max(from, gap - 1)));
}

/** The runs after a moment, as if each took place. */
export function runsAfter(schedule: Schedule, after: Instant, count: number): readonly Instant[] {
  const runs: Instant[] = [];
  for (let last: Instant | undefined = after; runs.length < count;) {
    last = schedule.kind === 'every' ? later(last, schedule.every) : nextRun(schedule, last);
    if (last === undefined) break;
    runs.push(last);
  }
  return runs;
}

export type ScheduleRule = { readonly every: string } | { readonly cron: string; readonly zone: string };

/** A schedule as a person writes it; otherwise what is needed instead. */
export function readSchedule(rule: ScheduleRule, since: Instant): Schedule | { readonly need: string } {
  if ('every' in rule) {
    const every = parseDuration(rule.every);
    const fits = every !== undefined && every >= LEAST_EVERY;
    return fits ? { kind: 'every', every, since } : { need: 'a duration of an hour or more, such as 30d' };
  }
  const zone = zoneOf(rule.zone);
  if (zone === undefined) return { need: 'a time zone such as Europe/Berlin' };
  const schedule: Schedule = { kind: 'cron', cron: rule.cron.trim().replace(/\s+/g, ' '), zone, since };
  if (patternsOf(schedule.cron) === undefined) return { need: 'five fields of cron, such as 30 2 1 * *' };
  if (runsAfter(schedule, since, 1).length === 0) return { need: 'a moment that comes' };
  // Two first: a rule for every minute is told by them, and a dozen of its runs take a while to find.
  const tooOften = [2, SAMPLE].some((count) => areClose(runsAfter(schedule, since, count)));
  return tooOften ? { need: 'a rule that runs once an hour at most' } : schedule;
}

const areClose = (runs: readonly Instant[]): boolean =>
  runs.some((run, index) => index > 0 && run - (runs[index - 1] ?? 0) < LEAST_EVERY);

function zoneOf(name: string): string | undefined {
  try {
    return formatterOf(name).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** One fixed minute and hour. */
const isDailyAtMost = (cron: string): boolean => /^\d+ \d+ /.test(cron);

/** The last day stands in for a 29th, 30th or 31st in the months that have none. */
const SHORT_MONTHS: Readonly<Record<string, string>> = { '29': '2', '30': '2', '31': '2,4,6,9,11' };

function patternsOf(cron: string): readonly Cron[] | undefined {
  const known = compiled.get(cron);
  if (known !== undefined) return known;
  const [, time = '', day = ''] = /^(\S+ \S+) (29|30|31) \* \*$/.exec(cron) ?? [];
  const shortMonths = SHORT_MONTHS[day];
  const texts = [cron, ...(shortMonths === undefined ? [] : [`${time} L ${shortMonths} *`])];
  try {
    // Read on a wall clock with no zone; which moment that is, is settled below.
    const read = texts.map((text) => new Cron(text, { timezone: 'UTC', mode: '5-part', paused: true }));
    compiled.set(cron, read);
    return read;
  } catch {
    return undefined;
  }
}

const compiled = new Map<string, readonly Cron[]>();

function nextRun({ cron, zone }: Extract<Schedule, { kind: 'cron' }>, after: Instant): Instant | undefined {
  const patterns = patternsOf(cron) ?? [];
  let wall = instant(after + offsetAt(zone, after) - TURN);
  for (;;) {
    const next = Math.min(...patterns.map((pattern) => pattern.nextRun(isoOf(wall))?.getTime() ?? Infinity));
    if (next === Infinity) return undefined;
    wall = instant(next);
    const at = momentOf(wall, zone);
    if (at > after) return at;
  }
}

/** The moment a wall clock shows a time: the first of two where it is turned back; where it is turned on, as if it had not been. */
function momentOf(wall: Instant, zone: string): Instant {
  const [before, after] = [offsetAt(zone, instant(wall - hours(24))), offsetAt(zone, instant(wall + hours(24)))];
  const shown = [before, after]
    .map((offset) => instant(wall - offset))
    .filter((at) => at + offsetAt(zone, at) === wall);
  return shown.length === 0 ? instant(wall - before) : instant(Math.min(...shown));
}

function offsetAt(zone: string, at: Instant): Duration {
  const parts = formatterOf(zone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value.padStart(2, '0') ?? '';
  const shown = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return duration((parseIso(shown)?.at ?? at) - Math.floor(at / 1000) * 1000);
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const numeric = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'gregory', hourCycle: 'h23', ...numeric });
  formatters.set(zone, made);
  return made;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
