export interface BackOff<F> {
  /** What was last found, while it is too early to look again. */
  resting(): F | undefined;
  missed(failure: F): void;
  answered(): void;
}

const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/** Waits twice as long after each miss. Several misses while it rests are one. Spread, so that many who lost a server do not return as one. */
export function createBackOff<F>(): BackOff<F> {
  let misses = 0;
  let until = 0;
  let last: F | undefined;
  return {
    resting: () => (performance.now() < until ? last : undefined),
    missed(failure) {
      if (performance.now() < until) return;
      const wait = Math.min(FIRST_MS * 2 ** misses, LONGEST_MS);
      misses += 1;
      last = failure;
      until = performance.now() + wait * (0.5 + Math.random() / 2);
    },
    answered() {
      misses = 0;
      until = 0;
      last = undefined;
    },
  };
}
