import type { End } from '../../shared/lifetime.ts';
import { duration, instant, type Duration, type Instant } from '../../shared/time.ts';
import type { Clock, Scheduler, Timer } from '../../main/domain/ports.ts';

/**
 * Clock, alarm and timers in one, with wall time and running time apart: sleep and a moved clock change the wall alone, as on a real machine.
 * The alarm compares wall time, timers count running time. What is due by the wall already rings as soon as the caller lets it.
 */
export interface FakeClock extends Clock, Scheduler, Timer {
  /** Both clocks move on; alarm and timers ring in order, and `rest` is awaited after each. */
  advance(by: Duration, rest: () => Promise<unknown>): Promise<void>;
  /** The machine sleeps: only the wall moves on. What came due meanwhile rings at the next look. */
  suspend(by: Duration): void;
  setWall(at: Instant): void;
  /** Rings what is due at this moment, again and again until nothing is. */
  ring(rest: () => Promise<unknown>): Promise<void>;
  /** When the alarm is set for; undefined when it is not. */
  alarmAt(): Instant | undefined;
}

interface Alarm {
  readonly at: Instant;
  readonly wake: () => void;
}

interface Waiting {
  /** In running time. */
  readonly at: number;
  readonly run: () => void;
}

/** An alarm that is set again for the same moment without end is a bug of who sets it. */
const MOST_RINGS_AT_ONCE = 1000;

export function createFakeClock(start: Instant, zoneOffset: Duration = duration(0)): FakeClock {
  let wall = start;
  let running = 0;
  let alarm: Alarm | undefined;
  const timers = new Set<Waiting>();

  const firstTimer = (): Waiting | undefined => [...timers].sort((a, b) => a.at - b.at)[0];

  function untilNext(): number {
    const byAlarm = alarm === undefined ? Infinity : alarm.at - wall;
    const byTimer = (firstTimer()?.at ?? Infinity) - running;
    return Math.max(0, Math.min(byAlarm, byTimer));
  }

  function move(by: number): void {
    wall = instant(wall + by);
    running += by;
  }

  function ringOnce(): void {
    const timer = firstTimer();
    if (timer !== undefined && timer.at <= running) {
      timers.delete(timer);
      timer.run();
    } else if (alarm !== undefined && alarm.at <= wall) {
      const { wake } = alarm;
      alarm = undefined;
      wake();
    }
  }

  async function ring(rest: () => Promise<unknown>): Promise<void> {
    await rest();
    for (let rings = 0; untilNext() === 0; rings += 1) {
      if (rings > MOST_RINGS_AT_ONCE) throw new Error(`the alarm rang ${rings} times within one moment`);
      ringOnce();
      await rest();
    }
  }

  return {
    now: () => wall,
    zoneOffset: () => zoneOffset,
    wakeAt: (at, wake) => void (alarm = { at, wake }),
    cancel: () => void (alarm = undefined),
    alarmAt: () => alarm?.at,
    after(length, run): End {
      const waiting = { at: running + length, run };
      timers.add(waiting);
      return () => void timers.delete(waiting);
    },
    ring,
    suspend: (by) => void (wall = instant(wall + by)),
    setWall(at) {
      // As the real alarm does, which hears of it within a minute.
      if (at < wall && alarm !== undefined) alarm = { ...alarm, at };
      wall = at;
    },
    async advance(by, rest) {
      const end = running + by;
      await ring(rest);
      for (let step = untilNext(); running + step <= end; step = untilNext()) {
        move(step);
        await ring(rest);
      }
      move(end - running);
    },
  };
}
