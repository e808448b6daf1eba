import type { enLock } from '../../en/window/lock.ts';

export const deLock: typeof enLock = {
  lock: 'Sperren',
  vault: 'Der Passphrasen-Tresor',
  locked: 'Gesperrt',
  nowLocked: 'Tokenkeep ist gesperrt.',
  shown: 'Namen, Daten und Zustände sind zu sehen. Kein Wert ist zu benutzen und nichts zu ändern, bis Sie entsperren.',
  goesOn: {
    nothing: 'Inzwischen wird kein Aussteller gefragt und nichts erneuert.',
    checks: 'Inzwischen werden Aussteller wie immer gefragt; erneuert wird nichts.',
    refreshes: 'Inzwischen werden Token wie immer geprüft, aufgefrischt und gewechselt.',
    sealed: 'Bis dahin kann kein Aussteller gefragt und nichts erneuert werden.',
  },
  passphrase: 'Passphrase',
  unlock: 'Entsperren',
  touchId: 'Mit Touch ID entsperren',
  unlocked: 'Tokenkeep ist entsperrt.',
  setTitle: 'Eine Passphrase setzen',
  changeTitle: 'Die Passphrase ändern',
  setMeans:
    'Sie bewacht die Türen von Tokenkeep: Kopieren, Ausleihen, Ändern. Der Schlüsselbund bleibt so offen, wie Ihr Desktop ihn lässt.',
  sealMeans:
    'Sie ist der Schlüssel zu den Werten, die hier aufbewahrt sind. Ohne sie kann niemand sie lesen, auch Sie nicht.',
  old: 'Bisherige Passphrase',
  fresh: 'Neue Passphrase',
  again: 'Neue Passphrase, noch einmal',
  differs: 'Die beiden sind nicht gleich.',
  least: (n) => `Mindestens ${n} Zeichen. Am besten mehrere Wörter.`,
  set: 'Passphrase setzen',
  change: 'Passphrase ändern',
  wasSet: 'Die Passphrase ist gesetzt. Tokenkeep lässt sich nun sperren.',
  wasChanged: 'Die Passphrase wurde geändert.',
  remove: 'Passphrase entfernen',
  removeMeans: 'Dann lässt sich Tokenkeep nicht mehr sperren.',
  wasRemoved: 'Die Passphrase ist entfernt.',
  vaultTitle: 'Kein Schlüsselbund antwortet',
  vaultMeans:
    'Am besten ist ein Schlüsselbund: gnome-keyring, KWallet oder KeePassXC mit seinem Secret Service. Wo keiner ist, können die Werte in einer Datei liegen, die nur eine Passphrase öffnet. Nach jedem Start wird nach ihr gefragt.',
  vaultBegin: 'Werte unter einer Passphrase aufbewahren',
  vaultBegun: 'Die Werte liegen von nun an unter der Passphrase.',
};
