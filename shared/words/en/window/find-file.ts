import type { ImportNote, ImportVerdict } from '../../../commands/import.ts';
import { enCounting } from '../counting.ts';

const { count } = enCounting;
const tokens = (n: number): string => count(n, { one: '# token', other: '# tokens' });

const verdicts: { readonly [V in ImportVerdict]: (other: string) => string } = {
  new: () => 'New',
  empty: () => 'Empty',
  'bad-name': () => 'No name of a variable',
  overruled: () => 'Set again further down',
  twice: (other) => `The same value as ${other}`,
  'kept-already': (other) => `Kept already as ${other}`,
  'name-taken': (other) => `Another value is kept as ${other}`,
};

const notes: Partial<Readonly<Record<ImportNote, string>>> = {
  reference: 'It names a variable, which is not put in its place.',
  unclosed: 'A quotation mark is not closed.',
};

/** What comes in from a file of another program. */
export const enFindFile = {
  choose: 'Choose a file',
  another: 'Choose another file',
  means:
    'An export of Bitwarden, 1Password, KeePassXC or LastPass, a table, variables as in .env, or the file of a tool. It is only read.',
  kind: 'Kind of file',
  kindMeans: 'It cannot be told from the file itself.',
  table: 'Table (CSV)',
  variables: 'Variables (.env)',
  passphrase: 'Passphrase',
  passphraseMeans: 'The file opens with it. It is used once and not kept.',
  passphraseWrong: 'It does not open with that passphrase.',
  name: 'Column with names',
  value: 'Column with values',
  noColumns: 'The first line has no headings, so its columns cannot be told apart.',
  read: 'Read it',
  list: 'What is in the file',
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all that are new',
  shaped: 'Only what has the shape of a token',
  noName: 'No name',
  verdicts,
  notes,
  length: (n: number) => count(n, { one: '# character', other: '# characters' }),
  take: (n: number) => (n === 0 ? 'Import' : `Import ${tokens(n)}`),
  nothing: 'There is nothing new in it.',
  taken: (n: number) => `${tokens(n)} imported.`,
  left: (n: number) => `${count(n, { one: '# row', other: '# rows' })} left out.`,
  still: (file: string) => `The values still lie in ${file}.`,
  open: 'Others than you may read that file.',
  remove: 'Remove the file',
  removeTitle: 'Remove the file?',
  removeMeans: (file: string) =>
    `${file} is written over and removed. It cannot be brought back from here; a copy in a backup stays.`,
  removed: (file: string) => `${file} is removed.`,
};
