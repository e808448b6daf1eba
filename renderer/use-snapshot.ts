import { useEffect, useState } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { bridge } from './bridge.ts';
import { watchSnapshots } from './watch-snapshots.ts';

/** The newest picture; undefined until the first has come. */
export function useSnapshot(): Snapshot | undefined {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  useEffect(() => watchSnapshots(bridge, setSnapshot), []);
  return snapshot;
}
