import type { End } from '../../shared/lifetime.ts';
import { duration, instant, minutes, type Instant } from '../../shared/time.ts';
import type { Clock, Scheduler, Timer } from '../domain/ports.ts';

/**
 * The longest a timer runs before wall time is looked at again. Timers stand still while the machine sleeps, know nothing of a clock that
 * was set, and fire at once when asked for more than 24.8 days; a look a minute costs nothing and none of the three is late by more.
 */
const LONGEST = minutes(1);

export const systemClock: Clock = {
  now: () => instant(Date.now()),
  zoneOffset: (at) => minutes(-new Date(at).getTimezoneOffset()),
};

/** Does not keep the process alive: the tray, the socket or the command under way does. */
export const systemTimer: Timer = {
  after(length, run) {
    const timer = setTimeout(run, length);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface SchedulerParts {
  readonly clock: Clock;
  readonly timer?: Timer | undefined;
}

export function createScheduler({ clock, timer = systemTimer }: SchedulerParts): Scheduler {
  let stop: End = () => undefined;
  const look = (at: Instant, wake: () => void): void => {
    const from = clock.now();
    // At least 1 ms: a timer may fire a moment before the wall clock gets there.
    const left = duration(Math.min(LONGEST, Math.max(1, at - from)));
    stop = timer.after(left, () => {
      const now = clock.now();
      // Where the clock was set back the moment may be years away by now; whoever waits for it looks anew.
      if (now >= at || now < from) wake();
      else look(at, wake);
    });
  };
  return {
    wakeAt(at, wake) {
      void stop();
      look(at, wake);
    },
    cancel: () => void stop(),
  };
}
