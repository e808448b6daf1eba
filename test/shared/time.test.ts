import { describe, expect, test } from 'vitest';
import { duration, instant, isoOf, parseDuration, parseIso, spellDuration } from '../../shared/time.ts';
import { ago, exactTime, lengthWords, timeLeft } from '../../shared/words-time.ts';
import { at, DAY, HOUR, MINUTE, T0 } from '../support/tokens.ts';

describe('reading a moment', () => {
  test.each([
    ['2026-12-31 23:59:59 UTC', '2026-12-31T23:59:59Z'],
    ['2026-12-31 17:55:53 +0500', '2026-12-31T12:55:53Z'],
    ['2026-12-31T17:55:53+05:00', '2026-12-31T12:55:53Z'],
    ['2026-12-31T23:59:59.250Z', '2026-12-31T23:59:59.250Z'],
    ['2026-12-31', '2026-12-31T00:00:00Z'],
  ])('%s is %s', (text, iso) => {
    const told = parseIso(text);
    expect(told === undefined ? undefined : isoOf(told.at)).toBe(iso);
  });

  test('a bare date is told as a date', () => {
    expect(parseIso('2026-12-31')?.precision).toBe('date');
    expect(parseIso('2026-12-31T00:00Z')?.precision).toBe('instant');
  });

  test.each(['', 'tomorrow', '2026-02-30', '2026-13-01', '2026-12-31T25:00Z', '2026-12-31T23:59:59', '1798761600'])(
    '%j is not guessed at',
    (text) => {
      expect(parseIso(text)).toBeUndefined();
    },
  );
});

describe('lengths', () => {
  test.each([
    ['90s', 90_000],
    ['15m', 15 * MINUTE],
    ['1d12h', 36 * HOUR],
    ['2w', 14 * DAY],
    [' 1 d ', DAY],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '5', '-1h', '1.5h', '1y', 'h'])('%j is no length', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('are spelled as they are read', () => {
    for (const text of ['14d', '1d12h', '30s', '1h30m'])
      expect(spellDuration(parseDuration(text) ?? duration(0))).toBe(text);
  });
});

describe('in words', () => {
  test('thirty-six hours is never three days, and one minute short of three days is not three', () => {
    expect(lengthWords(36 * HOUR)).toBe('1 day 12 hours');
    expect(lengthWords(72 * HOUR - MINUTE)).toBe('2 days 23 hours');
    expect(timeLeft(at(72 * HOUR), T0)).toBe('in 3 days');
  });

  test('relative up to a week, then a date', () => {
    expect(timeLeft(at(6 * DAY), T0)).toBe('in 6 days');
    expect(timeLeft(at(8 * DAY), T0, 'UTC')).toBe('on 9 January');
    expect(timeLeft(at(400 * DAY), T0, 'UTC')).toBe('on 5 February 2028');
    expect(ago(at(-4 * MINUTE), T0)).toBe('4 minutes ago');
    expect(ago(at(-30 * DAY), T0, 'UTC')).toBe('on 2 December 2026');
  });

  test("the exact time is shown in the user's zone, daylight saving included", () => {
    const shown = exactTime(instant(Date.UTC(2027, 2, 14, 7, 30)), 'America/New_York');
    expect(shown).toContain('14 March 2027');
    expect(shown).toContain('03:30');
    expect(shown).toMatch(/EDT|GMT-4/);
  });
});
