import { useEffect, useSyncExternalStore } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { bridge } from './bridge.ts';
import { watchSnapshots } from './watch-snapshots.ts';

let current: Snapshot | undefined;
const listeners = new Set<() => void>();

/** The first picture to draw. What changes is followed for as long as the page lives. */
export function firstPicture(): Promise<Snapshot> {
  return new Promise((resolve) => {
    watchSnapshots(bridge, (snapshot) => {
      current = snapshot;
      for (const listener of listeners) listener();
      resolve(snapshot);
    });
  });
}

const follow = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The newest picture. */
export function useSnapshot(): Snapshot | undefined {
  const snapshot = useSyncExternalStore(follow, () => current);
  const isPart = snapshot?.toCome !== undefined;
  useEffect(() => {
    if (!isPart) return undefined;
    // Not before what is there has been painted: the rest costs the same cores.
    const waiting = requestAnimationFrame(() => requestIdleCallback(() => bridge.rest(), { timeout: 500 }));
    return () => cancelAnimationFrame(waiting);
  }, [isPart]);
  return snapshot;
}
