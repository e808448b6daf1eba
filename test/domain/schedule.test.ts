import { describe, expect, test } from 'vitest';
import { nextRotation, readSchedule, runsAfter } from '../../main/domain/schedule.ts';
import { days, instant, isoOf, parseIso, type Instant } from '../../shared/time.ts';
import type { Schedule } from '../../shared/token.ts';

const moment = (iso: string): Instant => parseIso(iso)?.at ?? instant(Number.NaN);
const SINCE = moment('2027-01-01T00:00:00Z');
const cron = (text: string, zone = 'Europe/Berlin', since = SINCE): Schedule => ({
  kind: 'cron',
  cron: text,
  zone,
  since,
});
const runs = (schedule: Schedule, after: string, count: number) => runsAfter(schedule, moment(after), count).map(isoOf);
const next = (schedule: Schedule, rotatedAt?: string) =>
  isoOf(nextRotation(schedule, rotatedAt === undefined ? undefined : moment(rotatedAt)) ?? instant(0));

describe('daily at 02:30 in Berlin', () => {
  const daily = cron('30 2 * * *');

  test('in spring the hour that is left out still has one run, an hour later by the clock on the wall', () => {
    expect(runs(daily, '2027-03-27T01:30:00Z', 2)).toEqual(['2027-03-28T01:30:00Z', '2027-03-29T00:30:00Z']);
  });

  test('in autumn the hour that comes twice has one run, the first', () => {
    expect(runs(daily, '2027-10-30T00:30:00Z', 2)).toEqual(['2027-10-31T00:30:00Z', '2027-11-01T01:30:00Z']);
    expect(runs(daily, '2027-10-31T01:00:00Z', 1)).toEqual(['2027-11-01T01:30:00Z']);
  });

  test('three runs missed while the machine was off make one, and then the next is tomorrow', () => {
    expect(next(daily, '2027-05-10T00:30:00Z')).toBe('2027-05-11T00:30:00Z');
    expect(next(daily, '2027-05-13T09:00:00Z')).toBe('2027-05-14T00:30:00Z');
  });

  test('a zone changed to New York runs there at 02:30, and not twice within 12 hours', () => {
    const there = cron('30 2 * * *', 'America/New_York', moment('2027-05-10T00:31:00Z'));
    expect(next(there, '2027-05-10T00:30:00Z')).toBe('2027-05-11T06:30:00Z');
  });

  test('a rotation by hand stands in for a run soon after it', () => {
    expect(next(daily, '2027-05-10T00:00:00Z')).toBe('2027-05-11T00:30:00Z');
  });
});

describe('other rules', () => {
  test('day 31 of each month is the last day where a month is shorter, in leap years too', () => {
    const monthly = cron('30 2 31 * *', 'UTC');
    expect(runs(monthly, '2027-01-01T00:00:00Z', 4).map((iso) => iso.slice(0, 10))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(runs(monthly, '2028-02-01T00:00:00Z', 1)).toEqual(['2028-02-29T02:30:00Z']);
    expect(runs(cron('0 0 29 * *', 'UTC'), '2028-02-01T00:00:00Z', 2)).toEqual([
      '2028-02-29T00:00:00Z',
      '2028-03-29T00:00:00Z',
    ]);
  });

  test('twice a day is not slowed down', () => {
    expect(next(cron('0 9,10 * * *', 'UTC'), '2027-02-01T09:00:00Z')).toBe('2027-02-01T10:00:00Z');
  });

  test('every 30 days counts from the last rotation, and before the first from when it was said', () => {
    const every: Schedule = { kind: 'every', every: days(30), since: SINCE };
    expect(next(every)).toBe('2027-01-31T00:00:00Z');
    expect(next(every, '2027-03-01T05:00:00Z')).toBe('2027-03-31T05:00:00Z');
  });

  test('half-hour zones and zones whose clocks turn at midnight are kept to', () => {
    expect(runs(cron('0 0 * * *', 'Asia/Kolkata'), '2027-01-01T00:00:00Z', 1)).toEqual(['2027-01-01T18:30:00Z']);
    expect(runs(cron('15 0 * * *', 'Asia/Beirut'), '2027-03-27T12:00:00Z', 1)).toEqual(['2027-03-27T22:15:00Z']);
  });
});

describe('what a person writes', () => {
  test.each([
    [{ every: '30d' }, { kind: 'every', every: days(30) }],
    [
      { cron: ' 30  2 * * * ', zone: 'europe/berlin' },
      { kind: 'cron', cron: '30 2 * * *', zone: 'Europe/Berlin' },
    ],
  ])('%j is taken', (rule, schedule) => {
    expect(readSchedule(rule, SINCE)).toEqual({ ...schedule, since: SINCE });
  });

  test.each([
    [{ every: '10m' }, 'an hour'],
    [{ every: 'often' }, 'a duration'],
    [{ cron: '* * * * *', zone: 'UTC' }, 'once an hour'],
    [{ cron: '30 2 * *', zone: 'UTC' }, 'five fields'],
    [{ cron: '30 2 * * * *', zone: 'UTC' }, 'five fields'],
    [{ cron: '0 0 30 2 1', zone: 'Mars/Base' }, 'time zone'],
    [{ cron: 'rm -rf / ; x', zone: 'UTC' }, 'five fields'],
  ])('%j is refused, saying what is needed', (rule, need) => {
    expect(readSchedule(rule, SINCE)).toMatchObject({ need: expect.stringContaining(need) });
  });
});
