import type { LockView } from '../../shared/lock.ts';
import { goesOn, type Need } from '../domain/lock-rules.ts';
import type { Ports } from '../domain/ports.ts';
import type { LockRecord } from '../domain/storage-ports.ts';

/** Whether the vault is locked, and what would open it. */
export interface LockState {
  locked(): boolean;
  /** False for what must wait until it is unlocked. */
  lets(need: Need): boolean;
  view(): LockView;
  record(): LockRecord;
  keep(record: LockRecord): Promise<void>;
  /** Looks whether a passphrase is set. */
  learn(): Promise<void>;
}

type Needs = Pick<Ports, 'latch' | 'presence' | 'memory' | 'settings'> & { changed(): void };

export function createLockState({ latch, presence, memory, settings, changed }: Needs): LockState {
  // Undefined while the keychain did not answer.
  let isSet: boolean | undefined;

  const record = (): LockRecord => memory.get().lock ?? { wrong: 0 };
  const locked = (): boolean => record().lockedAt !== undefined || latch.sealed();

  function waysIn(): LockView['opensBy'] {
    // What cannot be told is said to be there while it is locked: else nobody would be asked for it.
    const passphrase = isSet ?? locked();
    // The system can say who sits there, and has no key to give.
    const way = latch.sealed() ? undefined : presence.way();
    return [...(passphrase ? ['passphrase' as const] : []), ...(way === undefined ? [] : [way])];
  }

  return {
    locked,
    lets: (need) => !locked() || (!latch.sealed() && goesOn(need, settings.get().lockKeeps)),
    view: () => ({ locked: locked(), keeps: latch.keeps(), opensBy: waysIn() }),
    record,
    async keep(next) {
      // Where it cannot be written it stands for as long as this process does, and is written when there is room.
      await memory.put({ ...memory.get(), lock: next });
      changed();
    },
    async learn() {
      const found = await latch.isSet();
      isSet = found.ok ? found.value : undefined;
      changed();
    },
  };
}
