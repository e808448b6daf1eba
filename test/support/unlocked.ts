import type { LockView } from '../../shared/lock.ts';

/** A vault that nobody has locked, nor could. */
export const unlocked: LockView = { locked: false, keeps: 'keychain', opensBy: [] };
