import type { enHome } from '../../en/window/home.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;

export const deHome: typeof enHome = {
  needYou: (n) => count(n, { one: '# Token braucht Sie', other: '# Token brauchen Sie' }),
  moreNeed: (n) => count(n, { one: '# weiteres zeigen', other: '# weitere zeigen' }),
  nothing: 'Nichts braucht Sie.',
  nothingBefore: (date) => `Nichts braucht Sie vor dem ${date}.`,
  nothingFor: (length) => `Nichts braucht Sie, und das noch ${length} lang.`,
  unsure: (n) =>
    count(n, { one: '# Token ist gerade nicht zu beurteilen.', other: '# Token sind gerade nicht zu beurteilen.' }),
  unasked: (n) => `${number(n)} Token noch nicht geprüft.`,
  replace: 'Ersetzen',
  signIn: 'Neu anmelden',
  check: 'Jetzt prüfen',
  answer: 'Antworten',
  replaceOf: (label) => `Ersetzen: ${label}`,
  signInOf: (label) => `Neu anmelden: ${label}`,
  checkOf: (label) => `Jetzt prüfen: ${label}`,
  ahead: 'Die nächsten 90 Tage',
  aheadHint: 'Pfeiltasten gehen von Marke zu Marke, Eingabe öffnet.',
  person: 'Braucht einen Menschen',
  itself: 'Erneuert sich selbst',
  today: 'Heute',
  nothingAhead: 'In den nächsten 90 Tagen endet kein Token.',
  ends: (when) => `endet ${when}`,
  renews: (when) => `erneuert sich ${when}`,
  warnsAt: (dates) => `Warnung am ${dates}`,
  several: (n) => `${number(n)} Token`,
  severalMore: (n) => `${number(n)} weitere in der Liste`,
  counts: 'Alle Token nach Zustand',
  gravity: {
    dead: 'tot',
    person: 'brauchen einen Menschen',
    coming: 'kommen bald',
    unsure: 'nicht zu beurteilen',
    well: 'gut',
  },
  lent: (n) => count(n, { one: '# offene Ausleihe', other: '# offene Ausleihen' }),
  noEnd: (n) => `${number(n)} ohne bekanntes Ende`,
};
