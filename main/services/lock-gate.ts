import type { Failure, KeyringFailure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { isOpenWhileLocked, type Need } from '../domain/lock-rules.ts';
import type { WatchedSecrets } from './keyring-state.ts';
import type { LockState } from './lock-state.ts';

const LOCKED = { code: 'vault-locked' } as const satisfies KeyringFailure;

/**
 * The store as one kind of work meets it. While that work has to wait no value is read; a value that comes in from what was begun before
 * is still kept, for its issuer gives it once.
 */
export function gated(secrets: WatchedSecrets, lock: Pick<LockState, 'lets'>, need: Need): WatchedSecrets {
  return {
    ...secrets,
    async get(id) {
      if (!lock.lets(need)) return failed(LOCKED);
      const kept = await secrets.get(id);
      return lock.lets(need) ? kept : failed(LOCKED);
    },
  };
}

type Handler = (input: never) => Promise<Result<unknown, Failure>>;

interface Guard {
  readonly lock: Pick<LockState, 'locked'>;
  keeps(): Settings['lockKeeps'];
  /** Told of each that is under way. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The doors of the vault: while it is locked they answer what can be looked at, and refuse the rest. */
export function guarded<H extends object>(handlers: H, { lock, keeps, during }: Guard): H {
  const guard =
    (command: string, handler: Handler): Handler =>
    async (input) => {
      if (isOpenWhileLocked(command, keeps())) return handler(input);
      return lock.locked() ? failed(LOCKED) : during(() => handler(input));
    };
  const all = Object.entries(handlers) as [string, Handler][];
  // Each comes out as it went in; over the whole table the compiler cannot see that.
  return Object.fromEntries(all.map(([command, handler]) => [command, guard(command, handler)])) as H;
}
