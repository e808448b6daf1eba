import type { End } from '../../shared/lifetime.ts';
import { seconds } from '../../shared/time.ts';
import type { Timer } from '../domain/ports.ts';
import type { AuditKeys, Mark } from './audit-keys.ts';

/** The anchor is moved this long after an entry was written, or sooner after many; and at the end. */
const AFTER_ANY = seconds(30);
const AFTER_MANY = seconds(1);
const MANY = 64;

/** Moves the anchor after the log, off the way of whoever waits for an entry. What the keychain does not take now it is asked again. */
export interface Anchoring {
  reached(mark: Mark): void;
  end(): Promise<void>;
}

export function createAnchoring(keys: Pick<AuditKeys, 'anchor'>, timer: Timer): Anchoring {
  let latest: Mark | undefined;
  let anchored = -1;
  /** From where on entries are counted. */
  let since: number | undefined;
  let moving: Promise<void> = Promise.resolve();
  let planned: { readonly cancel: End; readonly isSoon: boolean } | undefined;

  function plan(mark: Mark): void {
    const isSoon = mark.n - (since ?? mark.n) >= MANY;
    if (planned !== undefined && (planned.isSoon || !isSoon)) return;
    void planned?.cancel();
    planned = { isSoon, cancel: timer.after(isSoon ? AFTER_MANY : AFTER_ANY, () => void move()) };
  }

  function move(): Promise<void> {
    void planned?.cancel();
    planned = undefined;
    return (moving = moving.then(async () => {
      const mark = latest;
      if (mark === undefined || mark.n <= anchored) return;
      if ((await keys.anchor(mark)).ok) since = anchored = mark.n;
      else plan(mark);
    }));
  }

  return {
    reached(mark) {
      latest = mark;
      since ??= mark.n;
      if (mark.n > anchored) plan(mark);
    },
    async end() {
      await move();
      void planned?.cancel();
    },
  };
}
