import type { Failure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import type { LockSign, LockView } from '../../shared/lock.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, later, minutes, seconds, type Duration, type Instant } from '../../shared/time.ts';
import type { Ports } from '../domain/ports.ts';
import type { Copying } from './copying.ts';
import type { LockState } from './lock-state.ts';

export interface Locking {
  lock(actor: string): Promise<Result<LockView, Failure>>;
  /** The machine's screen was locked, or it goes to sleep. */
  signed(sign: LockSign): Promise<void>;
  /** Locks when nobody was there for long enough. */
  tick(): Promise<void>;
  /** When to look again; undefined where it never locks by itself. */
  dueAt(): Instant | undefined;
  during<T>(work: () => Promise<T>): Promise<T>;
}

type Needs = Pick<Ports, 'clock' | 'timer' | 'latch' | 'presence' | 'settings' | 'audit'> & {
  readonly lock: LockState;
  readonly copying: Pick<Copying, 'clear'>;
  /** When nothing is under way that may still have a value to keep. */
  settled(): Promise<void>;
};

/** What was begun has so long to end before the key is put away; a request to an issuer has ended long before. */
const LONGEST_WORK = minutes(2);
const LEAST_LOOK = seconds(1);

/** Locks the vault: by hand, with the machine, or after a while with nobody there. */
export function createLocking(needs: Needs): Locking {
  const { clock, timer, latch, presence, settings, audit, lock, copying, settled } = needs;
  const work = new Set<Promise<unknown>>();
  let usedAt = clock.now();

  const canLock = (): boolean => !lock.locked() && lock.view().opensBy.length > 0;
  const idleFor = (): Duration => presence.idleFor() ?? duration(Math.max(0, clock.now() - usedAt));

  async function shut(): Promise<void> {
    let over: End = () => undefined;
    const late = new Promise<void>((resolve) => void (over = timer.after(LONGEST_WORK, resolve)));
    await Promise.race([Promise.all([Promise.allSettled(work), settled()]), late]);
    void over();
    if (lock.locked() && settings.get().lockKeeps === 'nothing') latch.shut();
  }

  async function lockAs(actor: string, outcome: string): Promise<void> {
    const lockedAt = clock.now();
    await lock.keep({ ...lock.record(), lockedAt });
    await copying.clear();
    // It is locked whether or not that can be written down.
    await audit.append({ at: lockedAt, act: 'lock', actor, outcome });
    if (settings.get().lockKeeps === 'nothing') void shut();
  }

  return {
    async lock(actor) {
      if (lock.locked()) return succeeded(lock.view());
      await lock.learn();
      if (!canLock()) return failed({ code: 'lock-unset' });
      await lockAs(actor, 'done');
      return succeeded(lock.view());
    },
    async signed(sign) {
      if (settings.get().lockWith.includes(sign) && canLock()) await lockAs('system', sign);
    },
    async tick() {
      const after = settings.get().lockAfter;
      if (after !== null && canLock() && idleFor() >= after) await lockAs('heartbeat', 'idle');
    },
    dueAt() {
      const after = settings.get().lockAfter;
      if (after === null || !canLock()) return undefined;
      return later(clock.now(), duration(Math.max(LEAST_LOOK, after - idleFor())));
    },
    async during(run) {
      usedAt = clock.now();
      const running = run();
      work.add(running);
      try {
        return await running;
      } finally {
        work.delete(running);
      }
    },
  };
}
