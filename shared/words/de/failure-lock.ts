import type { LockFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

const begun = {
  'tokens-kept': {
    happened: 'Ein Passphrasen-Tresor beginnt ohne Token: die Werte derer, die hier aufbewahrt sind, liegen anderswo.',
    todo: 'Eine Sicherung machen, mit --home einen anderen Ort wählen, dort beginnen und sie zurückspielen.',
  },
  'sealed-already': {
    happened: 'Die Werte liegen schon in einem Passphrasen-Tresor.',
    todo: 'Die Passphrase mit tokenkeep passphrase set ändern.',
  },
} as const;

const later = (waitMs: number): string => `Die nächste wird in ${Math.ceil(waitMs / 1000)} s angesehen.`;

/** Why it was not locked, not unlocked, or not given another passphrase. */
export const deLockFailures: FailureTable<LockFailure> = {
  'passphrase-wrong': ({ waitMs }) => ({
    happened: 'Das ist nicht die Passphrase. Nichts wurde geändert.',
    todo: later(waitMs),
  }),
  'unlock-later': ({ waitMs }) => ({
    happened: 'Die Passphrase wurde nicht angesehen: nach einer falschen ist zu warten, jedes Mal länger.',
    todo: later(waitMs),
  }),
  'passphrase-weak': ({ least }) => ({
    happened: `Eine Passphrase hat mindestens ${least} Zeichen.`,
    todo: 'Mehrere Wörter nehmen, die nichts miteinander zu tun haben.',
  }),
  'lock-unset': () => ({
    happened: 'Es wurde nicht gesperrt, denn es gibt nichts, womit zu entsperren wäre.',
    todo: 'Mit tokenkeep passphrase set oder in den Einstellungen eine Passphrase setzen.',
  }),
  'passphrase-needed': () => ({ happened: 'Dafür braucht es die Passphrase.' }),
  'owner-not-shown': () => ({
    happened: 'Das System hat nicht bestätigt, dass Sie es sind. Nichts wurde geändert.',
    todo: 'Mit der Passphrase entsperren.',
  }),
  'vault-not-begun': ({ why }) => begun[why],
  'lock-stays': () => ({
    happened: 'Ein Passphrasen-Tresor hat eine Passphrase: sie ist der Schlüssel zu dem, was aufbewahrt ist.',
    todo: 'Mit tokenkeep passphrase set ändern.',
  }),
};
