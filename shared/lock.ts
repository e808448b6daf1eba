/** What goes on by itself while the vault is locked. */
export const LOCK_KEEPS = ['nothing', 'checks', 'refreshes'] as const;
export type LockKeeps = (typeof LOCK_KEEPS)[number];

/** What of the machine locks the vault with it. */
export const LOCK_SIGNS = ['screen', 'sleep'] as const;
export type LockSign = (typeof LOCK_SIGNS)[number];

/** The lock as it is drawn. */
export interface LockView {
  readonly locked: boolean;
  /** Where values lie. */
  readonly keeps: 'keychain' | 'passphrase';
  /** What opens it again. Empty: it cannot be locked. */
  readonly opensBy: readonly ('passphrase' | 'touch-id')[];
}

/** The shortest that are taken. One that can be tried anywhere, as often as a machine is able to, is longer. */
export const LEAST_PASSPHRASE = { keychain: 8, passphrase: 12 } as const;
