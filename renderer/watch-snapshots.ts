import { applyChange, type Snapshot, type SnapshotMessage } from '../shared/snapshot.ts';

interface Watched {
  watch(listener: (message: SnapshotMessage) => void): () => void;
}

/**
 * Tells each picture, the whole one first. Where a change is missing it watches anew, and leaves aside what still arrives of the
 * broken row until the whole picture is there. Gives back its end.
 */
export function watchSnapshots(bridge: Watched, tell: (snapshot: Snapshot) => void): () => void {
  let current: Snapshot | undefined;
  let end: (() => void) | undefined;
  let over = false;
  const begin = (): void => {
    end = bridge.watch((message) => {
      if (over || (current === undefined && message.kind === 'change')) return;
      current = applyChange(current, message);
      if (current !== undefined) tell(current);
      else restart();
    });
  };
  const restart = (): void => {
    end?.();
    begin();
  };
  begin();
  return () => {
    over = true;
    end?.();
  };
}
