import type { TrayWords } from '../catalogue.ts';
import { deCounting } from './counting.ts';

const { count, number } = deCounting;

export const deTray: TrayWords = {
  shut: 'Gesperrt',
  lock: 'Sperren',
  unlock: 'Entsperren…',
  proveOwner: 'den Tresor entsperren',
  locked: 'Der Schlüsselbund ist gesperrt',
  noKeyring: 'Kein Schlüsselbund antwortet',
  noTokens: 'Noch keine Token',
  total: (n) => `${number(n)} Token`,
  allWell: (total) => `${total}, alles gut`,
  needYou: (n) => count(n, { one: '# braucht Sie', other: '# brauchen Sie' }),
  soon: (n) => `${number(n)} bald`,
  unsure: (n) => `${number(n)} nicht zu sagen`,
  ends: (when) => `endet ${when}`,
  checked: (when) => `geprüft ${when}`,
  copy: 'Kopieren',
  check: 'Jetzt prüfen',
  open: 'Öffnen',
  more: (n) => `${number(n)} weitere…`,
  checkAll: 'Alle prüfen',
  pause: 'Hinweise anhalten',
  forHour: 'Für 1 Stunde',
  untilTomorrow: 'Bis morgen',
  resume: 'Hinweise wieder zeigen',
  inbox: (unread) => (unread === 0 ? 'Eingang' : `Eingang (${number(unread)})`),
  search: 'Suchen und kopieren…',
  openApp: 'Tokenkeep öffnen',
  quit: 'Beenden',
};
