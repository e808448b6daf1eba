import { z } from 'zod';
import type { LockView } from '../lock.ts';

const passphrase = z.string().min(1).max(1024);

/** The vault's own lock, and the passphrase that opens it. */
export const lockCommands = {
  lock: z.strictObject({}),
  /** With nothing given the system asks its owner, where it can. */
  unlock: z.strictObject({ passphrase: passphrase.optional() }),
  lockState: z.strictObject({}),
  /** Where one is set, the old one with it. */
  passphraseSet: z.strictObject({ old: passphrase.optional(), fresh: passphrase }),
  passphraseRemove: z.strictObject({ old: passphrase }),
  /** Values are kept in a file that only it opens, from now on; with no tokens kept yet. */
  passphraseVault: z.strictObject({ fresh: passphrase }),
} as const;

export interface LockAnswers {
  lock: LockView;
  unlock: LockView;
  lockState: LockView;
  passphraseSet: LockView;
  passphraseRemove: LockView;
  passphraseVault: LockView;
}
