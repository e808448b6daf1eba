import { useState } from 'react';

/** Which of several things are ticked. Those that are there no more count for nothing. */
export function useTicks<T>(there: readonly T[], first: readonly T[] = []) {
  const [ticked, setTicked] = useState<ReadonlySet<T>>(() => new Set(first));
  const chosen = there.filter((each) => ticked.has(each));
  return {
    chosen,
    all: there.length > 0 && chosen.length === there.length,
    has: (one: T): boolean => ticked.has(one),
    toggle(one: T): void {
      setTicked((before) => {
        const next = new Set(before);
        if (!next.delete(one)) next.add(one);
        return next;
      });
    },
    set: (wanted: readonly T[]): void => setTicked(new Set(wanted)),
  };
}
