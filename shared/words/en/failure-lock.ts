import type { LockFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

const begun = {
  'tokens-kept': {
    happened: 'A passphrase vault is begun with no tokens: the values of those that are kept here are elsewhere.',
    todo: 'Make a backup, choose another home with --home, begin there and restore it.',
  },
  'sealed-already': {
    happened: 'Values are kept in a passphrase vault already.',
    todo: 'Change its passphrase with tokenkeep passphrase set.',
  },
} as const;

const later = (waitMs: number): string => `The next one is looked at in ${Math.ceil(waitMs / 1000)} s.`;

/** Why it was not locked, not unlocked, or not given another passphrase. */
export const enLockFailures: FailureTable<LockFailure> = {
  'passphrase-wrong': ({ waitMs }) => ({
    happened: 'That is not the passphrase. Nothing was changed.',
    todo: later(waitMs),
  }),
  'unlock-later': ({ waitMs }) => ({
    happened: 'The passphrase was not looked at: after a wrong one there is a wait, longer each time.',
    todo: later(waitMs),
  }),
  'passphrase-weak': ({ least }) => ({
    happened: `A passphrase has at least ${least} characters.`,
    todo: 'Take several words that have nothing to do with each other.',
  }),
  'lock-unset': () => ({
    happened: 'It was not locked, for there is nothing to unlock it with.',
    todo: 'Set a passphrase with tokenkeep passphrase set, or in the settings.',
  }),
  'passphrase-needed': () => ({ happened: 'The passphrase is needed for that.' }),
  'owner-not-shown': () => ({
    happened: 'The system did not say that it is you. Nothing was changed.',
    todo: 'Unlock with the passphrase.',
  }),
  'vault-not-begun': ({ why }) => begun[why],
  'lock-stays': () => ({
    happened: 'A passphrase vault has a passphrase: it is the key to what is kept.',
    todo: 'Change it with tokenkeep passphrase set.',
  }),
};
