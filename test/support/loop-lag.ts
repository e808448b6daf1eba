const EVERY_MS = 10;

/** Measures for real how long the event loop is held up. Answers the longest since the last time it was asked, in whole milliseconds. */
export function watchLag(): () => number {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - EVERY_MS);
    last = now;
  };
  setInterval(look, EVERY_MS).unref();
  return () => {
    look();
    const lag = Math.max(0, Math.round(longest));
    longest = 0;
    return lag;
  };
}
