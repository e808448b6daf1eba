import { describe, expect, test } from 'vitest';
import { createScheduler, systemClock } from '../../../main/adapters/clock.ts';
import { systemRandom } from '../../../main/adapters/random.ts';
import { days, duration, earlier, hours, instant, later, minutes, seconds } from '../../../shared/time.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { T0 } from '../../support/tokens.ts';

const rest = async (): Promise<void> => undefined;

function anAlarm() {
  const clock = createFakeClock(T0);
  const lengths: number[] = [];
  const timer = {
    after(length: Parameters<typeof clock.after>[0], run: () => void) {
      lengths.push(length);
      return clock.after(length, run);
    },
  };
  return { clock, lengths, scheduler: createScheduler({ clock, timer }) };
}

describe('the alarm', () => {
  test.each([30, 400])('set %i days ahead rings once, at its moment', async (ahead) => {
    const { clock, lengths, scheduler } = anAlarm();
    const rung: number[] = [];
    scheduler.wakeAt(later(T0, days(ahead)), () => rung.push(clock.now()));
    await clock.advance(duration(days(ahead) - 1), rest);
    expect(rung).toEqual([]);
    await clock.advance(days(2), rest);
    expect(rung).toEqual([later(T0, days(ahead))]);
    expect(lengths.every((length) => length <= 60_000)).toBe(true);
  });

  test('is heard within a minute of waking when its moment passed in sleep', async () => {
    const { clock, scheduler } = anAlarm();
    let rung = 0;
    scheduler.wakeAt(later(T0, hours(3)), () => (rung += 1));
    clock.suspend(hours(8));
    await clock.advance(minutes(1), rest);
    expect(rung).toBe(1);
    await clock.advance(days(1), rest);
    expect(rung).toBe(1);
  });

  test('rings within a minute when the clock is set forward past it', async () => {
    const { clock, scheduler } = anAlarm();
    let rung = 0;
    scheduler.wakeAt(later(T0, hours(3)), () => (rung += 1));
    clock.setWall(later(T0, hours(4)));
    await clock.advance(minutes(1), rest);
    expect(rung).toBe(1);
  });

  test('rings within a minute when the clock is set back, so that what was set by the wrong clock is set anew', async () => {
    const { clock, scheduler } = anAlarm();
    let rung = 0;
    scheduler.wakeAt(later(T0, hours(1)), () => (rung += 1));
    await clock.advance(minutes(30), rest);
    clock.setWall(earlier(T0, days(400)));
    await clock.advance(minutes(1), rest);
    expect(rung).toBe(1);
  });

  test('that is set anew or cancelled rings for nobody', async () => {
    const { clock, scheduler } = anAlarm();
    const rung: string[] = [];
    scheduler.wakeAt(later(T0, seconds(5)), () => rung.push('old'));
    scheduler.wakeAt(later(T0, seconds(9)), () => rung.push('new'));
    await clock.advance(minutes(5), rest);
    expect(rung).toEqual(['new']);
    scheduler.wakeAt(later(T0, days(1)), () => rung.push('cancelled'));
    scheduler.cancel();
    await clock.advance(days(2), rest);
    expect(rung).toEqual(['new']);
  });

  test('can be set again from within its ring', async () => {
    const { clock, scheduler } = anAlarm();
    const rung: number[] = [];
    const again = (): void => {
      rung.push(clock.now() - T0);
      if (rung.length < 3) scheduler.wakeAt(later(clock.now(), hours(1)), again);
    };
    scheduler.wakeAt(later(T0, hours(1)), again);
    await clock.advance(hours(5), rest);
    expect(rung).toEqual([hours(1), hours(2), hours(3)]);
  });

  test('for a moment that has passed rings soon, on real timers too', async () => {
    const scheduler = createScheduler({ clock: systemClock });
    // The alarm alone does not keep a process alive.
    const alive = setTimeout(() => undefined, 5000);
    await new Promise<void>((resolve) => scheduler.wakeAt(instant(0), resolve));
    clearTimeout(alive);
    expect(systemClock.now()).toBeGreaterThan(0);
  });
});

test('no two ids are the same, and fractions stay below one', () => {
  expect(new Set(Array.from({ length: 1000 }, () => systemRandom.id())).size).toBe(1000);
  const fractions = Array.from({ length: 1000 }, () => systemRandom.fraction());
  expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...fractions)).toBeLessThan(1);
});
