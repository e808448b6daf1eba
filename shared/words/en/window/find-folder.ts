import type { SightForm, SkipReason } from '../../../commands/scan.ts';
import { enCounting } from '../counting.ts';

const { count, number } = enCounting;
const files = (n: number): string => count(n, { one: '# file', other: '# files' });

const forms: Partial<Readonly<Record<SightForm, string>>> = {
  base64: 'in base64',
  'utf-16': 'in UTF-16',
  url: 'with escapes of an address',
};

/** Why a file was not looked into; on the command line too. */
export const enSkipped: Readonly<Record<SkipReason, string>> = {
  link: 'a link',
  'not-a-file': 'no plain file',
  unreadable: 'may not be read',
  'too-large': 'too large',
  'packed-otherwise': 'packed in a way that is not opened',
  encrypted: 'encrypted',
  damaged: 'damaged',
  'too-many': 'and more',
  'no-time': 'not all of it, for it took too long',
};

/** Where the tokens that are kept here lie about, and what is none of ours. */
export const enFindFolder = {
  choose: 'Choose a folder',
  means: 'Is a token of yours in these files? Looks into archives and codes too. Nothing leaves this machine.',
  history: 'Also in what git still holds',
  strangers: 'Also what has the shape of a token and is none of yours',
  search: 'Search',
  stop: 'Stop',
  searching: (n: number, found: number) => `${files(n)} so far, ${number(found)} found`,
  clean: (n: number) => `Nothing was found in ${files(n)}.`,
  found: (n: number, of: number) => `${number(n)} found in ${files(of)}.`,
  ignored: (n: number) => `${number(n)} ignored.`,
  cut: 'It was ended before all was looked at.',
  list: 'What was found',
  yours: (label: string) => `This is your token ${label}`,
  earlier: (label: string) => `This is an earlier value of your token ${label}`,
  forms,
  place: (file: string, line: number) => `${file}, line ${number(line)}`,
  entry: (entry: string) => `inside as ${entry}`,
  commit: (commit: string) => `of commit ${commit}`,
  ignore: 'Ignore',
  ignoreOf: (what: string, place: string) => `Ignore ${what} in ${place}`,
  ignoredHere: (file: string) => `It is ignored from now on, by ${file}.`,
  endOf: (label: string) => `Make it dead: ${label}`,
  more: 'Show more',
  skipped: (n: number) => count(n, { one: '# place was not looked at', other: '# places were not looked at' }),
  why: enSkipped,
  unsearchable: (labels: string) => `Too short or too plain to be told in a text: ${labels}.`,
  watch: 'Watch this folder',
  unwatch: 'Watch it no more',
  watching: (folder: string) => `${folder} is searched whenever something in it changes.`,
  unwatched: (folder: string) => `${folder} is watched no more.`,
};

/** From a leak to a value that is proven dead. */
export const enLeak = {
  title: (label: string) => `Make ${label} dead?`,
  means:
    'Its value ends now, for everybody, and that cannot be undone. Where its issuer makes a new value, that takes its place; else it is revoked.',
  after: 'Then the old value is proven dead, and every place is told where it still lies.',
  act: 'Make it dead',
  done: (label: string) => `What was done about ${label}`,
  rotated: (label: string) => `${label} has a new value.`,
  revoked: (label: string) => `${label} is revoked.`,
  old: {
    dead: 'The old value is dead.',
    lives: 'The old value still lives. It is looked after by itself until it is dead.',
    unknown: 'Whether the old value still lives could not be told. It is looked at again by itself.',
  },
  answered: (asked: string, status: number, when: string) => `${asked} said ${number(status)} at ${when}.`,
  silent: (asked: string, when: string) => `${asked} did not answer at ${when}.`,
  targets: (places: string) => `The new value is in ${places}.`,
  tell: (names: string) => `Tell who uses it: ${names}.`,
  still: 'Where it still lies',
  nowhere: 'It lies nowhere else in what was searched.',
  history: 'These commands take it out of the history, and change every commit since. None of them was run.',
  report: (file: string) => `The report, which holds no value, is in ${file}.`,
  close: 'Close the report',
};
