import { createScheduler, systemClock } from './adapters/clock.ts';
import type { CopyMaking } from './adapters/copy-making.ts';
import { createKeyring } from './adapters/keyring.ts';
import type { Clock, Notifier, Scheduler } from './domain/ports.ts';
import type { AuditLog, SecretStore } from './domain/storage-ports.ts';

export interface Keychain extends SecretStore {
  /** A call that never came back: this process can then end by signal alone. */
  stuck(): boolean;
}

/** What a vault with no window takes from this machine, and a drill puts others in place of. */
export interface HeadlessMeans {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly keychain: Keychain;
  /** Left out, the desktop's. */
  readonly notifier?: Notifier | undefined;
  readonly disk: {
    making(usual: CopyMaking): CopyMaking;
    audit(usual: AuditLog): AuditLog;
  };
}

export const machineMeans = (): HeadlessMeans => ({
  clock: systemClock,
  scheduler: createScheduler({ clock: systemClock }),
  keychain: createKeyring({ service: 'tokenkeep' }),
  disk: { making: (usual) => usual, audit: (usual) => usual },
});
