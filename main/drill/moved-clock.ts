import { duration, instant, type Duration, type Instant } from '../../shared/time.ts';
import type { Clock, Scheduler } from '../domain/ports.ts';

/** The clock of this machine, moved by as much as a drill says; its alarm rings when the drill looks, so that months pass at once. */
export interface MovedClock extends Clock, Scheduler {
  move(by: Duration): void;
  /** Rings the alarm where it is due. */
  look(): void;
}

export function createMovedClock(): MovedClock {
  let moved = 0;
  let alarm: { readonly at: Instant; readonly wake: () => void } | undefined;
  const now = (): Instant => instant(Date.now() + moved);
  return {
    now,
    zoneOffset: () => duration(0),
    wakeAt(at, wake) {
      alarm = { at, wake };
    },
    cancel() {
      alarm = undefined;
    },
    move(by) {
      moved += by;
    },
    look() {
      if (alarm === undefined || alarm.at > now()) return;
      const { wake } = alarm;
      alarm = undefined;
      wake();
    },
  };
}
