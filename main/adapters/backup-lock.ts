import type { BackupKey, BackupLock } from '../domain/backup-ports.ts';

/** As they cross into the thread that does the work. Only there is age loaded. */
export type PlainLock =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] };
export type PlainKey =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'identity'; readonly file: string };

/** The logarithm of scrypt's N. A try takes less than a second, and less than three on a slow computer. */
export const COST = 17;

export const plainLock = (lock: BackupLock): PlainLock =>
  lock.kind === 'recipients' ? lock : { kind: 'passphrase', passphrase: lock.passphrase.use((text) => text) };

export const plainKey = (key: BackupKey): PlainKey =>
  key.kind === 'identity' ? key : { kind: 'passphrase', passphrase: key.passphrase.use((text) => text) };
