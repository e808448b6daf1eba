import type { FindingFailure, ImportHindrance, ScanHindrance } from '../../failure-finding.ts';
import type { FailureTable } from '../catalogue.ts';

const hindrances: { readonly [H in ScanHindrance]: (place: string) => string } = {
  absent: (place) => `There is nothing at ${place}, or it may not be read.`,
  'not-a-place': (place) => `What is at ${place} is neither a folder nor a plain file.`,
  'no-engine': () => 'The search program that belongs to Tokenkeep is not there.',
  'engine-broke': (place) => `The search of ${place} broke off.`,
  'no-git': () => 'The program git is not there.',
  'not-a-repository': (place) => `There is no git repository at ${place}, or it belongs to somebody else.`,
};

const unreadable: { readonly [H in ImportHindrance]: (file: string) => string } = {
  absent: (file) => `There is no file ${file}.`,
  'not-a-file': (file) => `What is at ${file} is not a plain file.`,
  'too-large': (file) => `The file ${file} is too large to be imported.`,
  'too-many': (file) => `The file ${file} has more entries than can be imported at once.`,
  unreadable: (file) => `The file ${file} may not be read.`,
  'unknown-kind': (file) => `What kind of file ${file} is cannot be told.`,
  damaged: (file) => `The file ${file} is not what it should be.`,
  'passphrase-needed': (file) => `The file ${file} opens with a passphrase.`,
  'passphrase-wrong': (file) => `The file ${file} does not open with that passphrase.`,
  'columns-needed': (file) => `Which columns of ${file} are name and value cannot be told.`,
  'is-a-backup': (file) => `The file ${file} is a backup of Tokenkeep.`,
};

const cures: { readonly [H in ImportHindrance]?: string } = {
  'unknown-kind': 'Say it with --from.',
  'passphrase-needed': 'Give it at the prompt or on standard input.',
  'passphrase-wrong': 'Try again.',
  'columns-needed': 'Name them with --name-column and --value-column.',
  'is-a-backup': 'Use tokenkeep restore.',
};

const undoing = {
  changed: 'it was changed since',
  gone: 'what was taken over is not known any more',
  unwritable: 'it cannot be written',
} as const;

/** What could not be found, read or put back. */
export const enFindingFailures: FailureTable<FindingFailure> = {
  'scan-impossible': ({ place, why }) => ({ happened: `${hindrances[why](place)} Nothing was searched.` }),
  'scan-over': () => ({ happened: 'That search is over.', todo: 'Begin a new one.' }),
  'import-unreadable': ({ file, why }) => ({
    happened: `${unreadable[why](file)} Nothing was imported.`,
    todo: cures[why],
  }),
  'import-changed': ({ file }) => ({
    happened: `The file ${file} was changed since it was shown. Nothing was imported.`,
    todo: 'Look at it again.',
  }),
  'export-unconfirmed': ({ count }) => ({
    happened: `An export puts ${count} values where every program can read them. Nothing was exported.`,
    todo: 'Say yes to go on.',
  }),
  'not-found-here': ({ id }) => ({
    happened: `Nothing that was found has the number ${id}.`,
    todo: 'Look again with tokenkeep discover.',
  }),
  'take-over-failed': ({ place, reason }) => ({
    happened: `The file ${place} was left as it is (${reason}). The value is kept here all the same.`,
    todo: 'Mend it and take it over again.',
  }),
  'undo-impossible': ({ place, why }) => ({
    happened: `The file ${place} was not put back: ${undoing[why]}. Nothing was lost; the value is kept.`,
  }),
};
