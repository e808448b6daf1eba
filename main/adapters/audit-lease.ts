import { setTimeout as pause } from 'node:timers/promises';
import type { FileFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { isLockWanted, takeLock } from './process-lock.ts';

const WAIT_MS = 15_000;
/** How long the lock is kept with nothing to write. */
const IDLE_MS = 100;
/** With others waiting it is given up after this, for long enough that one of them has it. */
const TURN_MS = 300;
const YIELD_MS = 100;

/** The right to append, among processes. Taking it costs several writes, so that it is kept from one group of entries to the next. */
export interface Lease {
  /** True where others may have written since it was held last. */
  hold(): Promise<Result<boolean, FileFailure>>;
  /** No more to write for now. */
  rest(): void;
  end(): Promise<void>;
}

export function createLease(path: string): Lease {
  let release: End | undefined;
  let takenAt = 0;
  let idle: NodeJS.Timeout | undefined;

  async function giveUp(): Promise<void> {
    clearTimeout(idle);
    const mine = release;
    release = undefined;
    await mine?.();
  }

  return {
    async hold() {
      clearTimeout(idle);
      if (release !== undefined) {
        if (performance.now() - takenAt < TURN_MS || !isLockWanted(path)) return succeeded(false);
        await giveUp();
        await pause(YIELD_MS);
      }
      const taken = await takeLock(path, { waitMs: WAIT_MS });
      if (!taken.ok) {
        const busy = taken.failure.code === 'vault-busy';
        return failed(busy ? { code: 'file-unwritable', file: 'audit', reason: 'EBUSY' } : taken.failure);
      }
      release = taken.value;
      takenAt = performance.now();
      return succeeded(true);
    },
    rest() {
      clearTimeout(idle);
      idle = setTimeout(() => void giveUp(), IDLE_MS).unref();
    },
    end: giveUp,
  };
}
