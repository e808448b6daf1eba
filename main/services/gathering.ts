import { duration } from '../../shared/time.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Timer } from '../domain/ports.ts';

/** What has come is not kept waiting longer than this for what is still to come. */
const PATIENCE = duration(100);
const MOST = 32;

export interface Gathering {
  /** Something is on its way here; to be told when it came, or will not come. */
  expect(): () => void;
  /** Resolves together with others that come in the same short while. */
  together(): Promise<void>;
}

/** Lets many that end at about the same time go on in one moment, so that they share their writes to the disk. One alone is not held up. */
export function createGathering(timer: Timer): Gathering {
  let expected = 0;
  let waiting: (() => void)[] = [];
  let late: End | undefined;

  function release(): void {
    void late?.();
    late = undefined;
    const gone = waiting;
    waiting = [];
    for (const go of gone) go();
  }

  return {
    expect() {
      expected += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        expected -= 1;
        if (expected === 0) release();
      };
    },
    together: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (expected === 0 || waiting.length >= MOST) release();
        else late ??= timer.after(PATIENCE, release);
      }),
  };
}
