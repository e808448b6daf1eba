import type { LockAnswers } from '../../shared/commands/lock.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeeded } from '../../shared/result.ts';
import type { Locking } from '../services/locking.ts';
import type { LockState } from '../services/lock-state.ts';
import type { Unlocking } from '../services/unlocking.ts';

interface Needs {
  readonly lock: LockState;
  readonly locking: Locking;
  readonly unlocking: Unlocking;
}

export const lockHandlers =
  ({ lock, locking, unlocking }: Needs) =>
  (actor: string): Pick<Handlers, keyof LockAnswers> => ({
    lock: () => locking.lock(actor),
    unlock: (input) => unlocking.unlock(input, actor),
    async lockState() {
      await lock.learn();
      return succeeded(lock.view());
    },
    passphraseSet: (input) => unlocking.set(input, actor),
    passphraseRemove: (input) => unlocking.remove(input, actor),
    passphraseVault: (input) => unlocking.begin(input, actor),
  });
