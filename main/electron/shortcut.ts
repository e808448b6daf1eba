import { globalShortcut } from 'electron';
import type { End } from '../../shared/lifetime.ts';

export interface Shortcut {
  /** Null is none. False where the desktop, or another program, does not let us have them. */
  set(keys: string | null): boolean;
  end: End;
}

/** Keys that are heard whatever program is in front. */
export function createShortcut(press: () => void): Shortcut {
  let current: string | null = null;
  let isHeard = true;

  const release = (): void => {
    if (current !== null) globalShortcut.unregister(current);
    current = null;
  };

  return {
    set(keys) {
      if (keys === current) return isHeard;
      release();
      current = keys;
      isHeard = keys === null || register(keys, press);
      return isHeard;
    },
    end: release,
  };
}

/** Throws at keys that it cannot read. */
function register(keys: string, press: () => void): boolean {
  try {
    return globalShortcut.register(keys, press);
  } catch {
    return false;
  }
}
