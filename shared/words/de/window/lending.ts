import type { enLending } from '../../en/window/lending.ts';
import { deCounting } from '../counting.ts';

const { count } = deCounting;

export const deLending: typeof enLending = {
  open: 'Jetzt ausgeliehen',
  openNone:
    'Nichts ist ausgeliehen. Was Programme über die Befehlszeile oder einen Vermittler ausleihen, steht hier, solange es dauert.',
  allowed: 'Ständige Erlaubnisse',
  allowedNone: 'Kein Programm hat eine ständige Erlaubnis. „Immer“ in einer Frage gibt eine.',
  tool: 'Programm',
  token: 'Token',
  hows: {
    narrowed: 'ein engeres Token, eigens gemacht',
    whole: 'das ganze Token',
    broker: 'über einen Vermittler; der Wert blieb hier',
  },
  scopes: (names) => `Darf: ${names}`,
  from: (program, folder) => `${program} in ${folder}`,
  ends: (when) => `endet ${when}`,
  ending: 'endet gerade: Der Aussteller wird gefragt, bis es tot ist',
  endNow: 'Jetzt beenden',
  endOf: (tool, label) => `Beenden, was ${tool} von ${label} ausgeliehen hat`,
  ended: (tool, label) => `${tool} hat ${label} nicht mehr.`,
  kept: (tool) =>
    `Eine Kopie, die ${tool} von einem ganzen Token gemacht hat, gilt, bis es rotiert oder widerrufen wird.`,
  may: 'darf ausleihen, ohne zu fragen',
  never: 'wird immer abgewiesen',
  once: 'einmal',
  longest: (length) => `höchstens ${length} am Stück`,
  until: (when) => `bis ${when}`,
  forGood: 'bis Sie es beenden',
  revokeGrant: 'Wegnehmen',
  revokeGrantOf: (tool, label) => `${tool} die Erlaubnis für ${label} nehmen`,
  taken: (tool, label) => `Nach ${tool} wird wieder gefragt, wenn es ${label} will.`,
  question: (tool, label) => `${tool} bittet um ${label}`,
  ownWord: 'Der Name ist das eigene Wort des Programms. Was das System darüber sagt:',
  program: 'Programm',
  process: 'Prozess',
  parent: 'Gestartet von',
  folder: 'Ordner',
  repo: 'Repository',
  host: 'Vorzuzeigen bei',
  wants: 'Will',
  wholeToken: 'das ganze Token',
  wholeAnyway: 'Der Aussteller kann es nicht verengen: Ja leiht das ganze Token aus.',
  howLong: 'Für',
  noEnd: 'kein Ende genannt',
  unanswered: (when) => `Ohne Antwort heißt es nein ${when}.`,
  moreQuestions: (n) => count(n, { one: '# weitere Frage wartet.', other: '# weitere Fragen warten.' }),
  answers: { once: 'Einmal', hour: 'Für eine Stunde', always: 'Immer', no: 'Nein', never: 'Nie' },
  answersLabel: 'Ihre Antwort',
};
