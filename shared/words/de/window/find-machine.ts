import type { PlainSum } from '../../../plain-sum.ts';
import type { enFindMachine } from '../../en/window/find-machine.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;

function sum({ tokens: n, soon, dead }: PlainSum): string {
  const lie = count(n, {
    one: '# Token liegt auf diesem Rechner im Klartext',
    other: '# Token liegen auf diesem Rechner im Klartext',
  });
  const more = [
    ...(soon === 0 ? [] : [count(soon, { one: '# läuft diese Woche ab', other: '# laufen diese Woche ab' })]),
    ...(dead === 0 ? [] : [count(dead, { one: '# ist tot', other: '# sind tot' })]),
  ].join(', ');
  return more === '' ? `${lie}.` : `${lie}; ${more}.`;
}

export const deFindMachine: typeof enFindMachine = {
  sum,
  looking: 'Es wird nachgesehen, wo andere Programme Token verwahren',
  means: 'Gesehen, wo andere Programme sie verwahren. Nichts hat diesen Rechner verlassen, und kein Wert ist zu sehen.',
  none: 'Wo andere Programme sie verwahren, liegt kein Token im Klartext.',
  list: 'Token im Klartext',
  check: 'Die Aussteller fragen',
  checkMeans: 'Jedes wird seinem eigenen Aussteller einmal gezeigt, um zu sehen, ob es gilt.',
  again: 'Noch einmal nachsehen',
  show: 'Anzeigen',
  project: 'In einem Projekt nachsehen',
  projects: (folders) => `Auch nachgesehen in ${folders}.`,
  unread: (files) => `Nicht zu lesen: ${files}.`,
  token: 'Ein Token',
  keepers: {
    'a project': 'ein Projekt',
    'the start of a shell': 'der Start einer Shell',
    'the history of a shell': 'der Verlauf einer Shell',
  },
  modes: {
    own: 'nur für Sie lesbar',
    open: 'für andere lesbar',
    foreign: 'von jemand anderem',
  },
  keptAs: (label) => `Verwahrt als ${label}`,
  notAsked: 'Nicht gefragt',
  ends: (when) => `endet ${when}`,
  select: (name, file) => `${name} in ${file} auswählen`,
  selectAll: 'Alle auswählen',
  take: (n) => (n === 0 ? 'Übernehmen' : `${number(n)} übernehmen`),
  takeTitle: (n) => `${number(n)} Token übernehmen?`,
  takeMeans: 'Jeder Wert kommt in den Schlüsselbund und wird von dort zurückgelesen, bevor sonst etwas geschieht.',
  plain: 'Die Dateien, in denen sie liegen',
  leave: 'So lassen',
  remove: 'Die Werte herausnehmen',
  removeMeans:
    'Nur die Werte gehen, und sie lassen sich zurücklegen. Ein Programm findet dort keinen, bis es Tokenkeep fragt.',
  taken: (n) => `${count(n, { one: '# Token wird', other: '# Token werden' })} jetzt hier verwahrt.`,
  left: (files) => `So gelassen: ${files}.`,
  helpers: 'Diese Programme können stattdessen Tokenkeep fragen',
  undoTitle: 'Aus ihren Dateien genommen',
  undo: 'Zurücklegen',
  undoOf: (file) => `Zurücklegen in ${file}`,
  undone: (file) => `${file} ist, wie es war.`,
};
