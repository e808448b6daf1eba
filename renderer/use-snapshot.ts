import { useEffect, useSyncExternalStore } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { bridge } from './bridge.ts';
import { watchSnapshots } from './watch-snapshots.ts';

let current: Snapshot | undefined;
const listeners = new Set<() => void>();

/** Resolves when there is a picture to draw; it follows what changes for as long as the page lives. */
export function pictureIsThere(): Promise<void> {
  return new Promise((resolve) => {
    watchSnapshots(bridge, (snapshot) => {
      current = snapshot;
      for (const listener of listeners) listener();
      resolve();
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
    if (isPart) bridge.rest();
  }, [isPart]);
  return snapshot;
}
