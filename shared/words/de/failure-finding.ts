import type { FindingFailure, ImportHindrance, ScanHindrance } from '../../failure-finding.ts';
import type { FailureTable } from '../catalogue.ts';

const hindrances: { readonly [H in ScanHindrance]: (place: string) => string } = {
  absent: (place) => `Unter ${place} liegt nichts, oder es darf nicht gelesen werden.`,
  'not-a-place': (place) => `Unter ${place} liegt weder ein Ordner noch eine gewöhnliche Datei.`,
  'no-engine': () => 'Das Suchprogramm, das zu Tokenkeep gehört, fehlt.',
  'engine-broke': (place) => `Die Suche in ${place} brach ab.`,
  'no-git': () => 'Das Programm git fehlt.',
  'not-a-repository': (place) => `Unter ${place} liegt kein Git-Repository, oder es gehört jemand anderem.`,
};

const unreadable: { readonly [H in ImportHindrance]: (file: string) => string } = {
  absent: (file) => `Die Datei ${file} gibt es nicht.`,
  'not-a-file': (file) => `Unter ${file} liegt keine gewöhnliche Datei.`,
  'too-large': (file) => `Die Datei ${file} ist zu groß, um importiert zu werden.`,
  'too-many': (file) => `Die Datei ${file} hat mehr Einträge, als auf einmal importiert werden können.`,
  unreadable: (file) => `Die Datei ${file} darf nicht gelesen werden.`,
  'unknown-kind': (file) => `Welcher Art die Datei ${file} ist, lässt sich nicht erkennen.`,
  damaged: (file) => `Die Datei ${file} ist nicht, was sie sein sollte.`,
  'passphrase-needed': (file) => `Die Datei ${file} öffnet sich nur mit einer Passphrase.`,
  'passphrase-wrong': (file) => `Die Datei ${file} öffnet sich mit dieser Passphrase nicht.`,
  'columns-needed': (file) => `Welche Spalten von ${file} Name und Wert sind, lässt sich nicht erkennen.`,
  'is-a-backup': (file) => `Die Datei ${file} ist eine Sicherung von Tokenkeep.`,
};

const cures: { readonly [H in ImportHindrance]?: string } = {
  'unknown-kind': 'Geben Sie sie mit --from an.',
  'passphrase-needed': 'Geben Sie sie auf Nachfrage oder über die Standardeingabe ein.',
  'passphrase-wrong': 'Versuchen Sie es noch einmal.',
  'columns-needed': 'Benennen Sie sie mit --name-column und --value-column.',
  'is-a-backup': 'Verwenden Sie tokenkeep restore.',
};

const undoing = {
  changed: 'sie wurde seither geändert',
  gone: 'was übernommen wurde, ist nicht mehr bekannt',
  unwritable: 'sie lässt sich nicht schreiben',
} as const;

/** What could not be found, read or put back. */
export const deFindingFailures: FailureTable<FindingFailure> = {
  'scan-impossible': ({ place, why }) => ({ happened: `${hindrances[why](place)} Es wurde nichts durchsucht.` }),
  'scan-over': () => ({ happened: 'Diese Suche ist vorbei.', todo: 'Beginnen Sie eine neue.' }),
  'import-unreadable': ({ file, why }) => ({
    happened: `${unreadable[why](file)} Es wurde nichts importiert.`,
    todo: cures[why],
  }),
  'import-changed': ({ file }) => ({
    happened: `Die Datei ${file} wurde geändert, seit sie gezeigt wurde. Es wurde nichts importiert.`,
    todo: 'Sehen Sie sie noch einmal an.',
  }),
  'export-unconfirmed': ({ count }) => ({
    happened: `Ein Export legt ${count} Werte dorthin, wo jedes Programm sie lesen kann. Es wurde nichts exportiert.`,
    todo: 'Stimmen Sie zu, um fortzufahren.',
  }),
  'not-found-here': ({ id }) => ({
    happened: `Nichts, was gefunden wurde, hat die Nummer ${id}.`,
    todo: 'Suchen Sie noch einmal mit tokenkeep discover.',
  }),
  'take-over-failed': ({ place, reason }) => ({
    happened: `Die Datei ${place} blieb, wie sie ist (${reason}). Der Wert ist hier trotzdem verwahrt.`,
    todo: 'Beheben Sie das und übernehmen Sie ihn noch einmal.',
  }),
  'undo-impossible': ({ place, why }) => ({
    happened: `Die Datei ${place} wurde nicht wiederhergestellt: ${undoing[why]}. Nichts ging verloren; der Wert ist verwahrt.`,
  }),
};
