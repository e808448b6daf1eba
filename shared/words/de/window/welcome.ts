import type { enWelcome } from '../../en/window/welcome.ts';

export const deWelcome: typeof enWelcome = {
  title: 'Willkommen bei Tokenkeep',
  lines: [
    'Es verwahrt API-Token im Schlüsselbund dieses Rechners. Ihre Werte sind nie wieder zu sehen.',
    'Es fragt jeden Aussteller, ob ein Token noch gilt, und zeigt es in der Symbolleiste.',
    'Es warnt, bevor eines abläuft, und erneuert von selbst, was sich erneuern lässt.',
  ],
  keyring: 'Schlüsselbund',
  keyringOk: (backend) => `${backend} antwortet. Werte kommen dorthin und nirgends sonst.`,
  tray: 'Symbolleiste',
  trayShown: 'Das Symbol ist in Ihrer Leiste. Ein Klick darauf zeigt, was Sie braucht.',
  trayNone: 'Dieser Desktop zeigt keine Symbole, darum öffnet sich dieses Fenster.',
  warn: 'Warnungen',
  warnAt: (lengths) => `${lengths} bevor ein Token abläuft.`,
  login: 'Beim Anmelden starten',
  change: 'Ändern',
  first: 'Das erste Token hinzufügen',
  firstMeans: 'Bei seinem Aussteller kopieren, dann aus der Zwischenablage nehmen. Es wird sofort geprüft.',
  fromClipboard: 'Aus der Zwischenablage',
  paste: 'Einfügen',
  signIn: 'Anmelden',
  file: 'Aus einer Datei',
  find: 'Token auf diesem Rechner finden',
  findMeans:
    'Sieht nach, wo andere Programme sie verwahren, und zeigt, was da ist, nie einen Wert. Ungefragt wird nichts übernommen.',
  popoverSearch: 'Token suchen',
  popoverNone: 'Kein Token heißt so',
  popoverOpen: 'Tokenkeep öffnen',
  popoverTitle: 'Das Schlimmste zuerst',
};
