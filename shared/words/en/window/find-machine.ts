import type { PlainSum } from '../../../plain-sum.ts';
import { enCounting } from '../counting.ts';

const { count, number } = enCounting;
const tokens = (n: number): string => count(n, { one: '# token', other: '# tokens' });

function sum({ tokens: n, soon, dead }: PlainSum): string {
  const lie = count(n, {
    one: '# token lies on this machine in plain text',
    other: '# tokens lie on this machine in plain text',
  });
  const more = [
    ...(soon === 0 ? [] : [count(soon, { one: '# expires this week', other: '# expire this week' })]),
    ...(dead === 0 ? [] : [count(dead, { one: '# is dead', other: '# are dead' })]),
  ].join(', ');
  return more === '' ? `${lie}.` : `${lie}; ${more}.`;
}

/** What lies in plain text where other tools keep tokens, and what is taken over of it. */
export const enFindMachine = {
  sum,
  looking: 'Looking where other tools keep tokens',
  means: 'Seen where other tools keep them. Nothing has left this machine, and no value is shown.',
  none: 'No token lies in plain text where other tools keep them.',
  list: 'Tokens in plain text',
  check: 'Ask their issuers',
  checkMeans: 'Each is shown to its own issuer once, to see whether it lives.',
  again: 'Look again',
  show: 'Show them',
  project: 'Look in a project',
  projects: (folders: string) => `Also looked in ${folders}.`,
  unread: (files: string) => `Could not be read: ${files}.`,
  token: 'Token',
  keepers: {
    'a project': 'a project',
    'the start of a shell': 'the start of a shell',
    'the history of a shell': 'the history of a shell',
  } as Readonly<Record<string, string>>,
  modes: {
    own: 'readable by you alone',
    open: 'readable by others',
    foreign: 'of another user',
  },
  keptAs: (label: string) => `Kept as ${label}`,
  notAsked: 'Not asked',
  ends: (when: string) => `ends ${when}`,
  select: (name: string, file: string) => `Select ${name} in ${file}`,
  selectAll: 'Select all',
  take: (n: number) => (n === 0 ? 'Take over' : `Take over ${number(n)}`),
  takeTitle: (n: number) => `Take over ${tokens(n)}?`,
  takeMeans: 'Each value goes into the keychain and is read back from it before anything else is done.',
  plain: 'The files that they lie in',
  leave: 'Leave as they are',
  remove: 'Take the values out',
  removeMeans: 'Only the values go, and they can be put back. A tool finds none there until it asks Tokenkeep.',
  taken: (n: number) => `${count(n, { one: '# token is', other: '# tokens are' })} kept here now.`,
  left: (files: string) => `Left as they are: ${files}.`,
  helpers: 'These tools can ask Tokenkeep instead',
  undoTitle: 'Taken out of their files',
  undo: 'Put back',
  undoOf: (file: string) => `Put back into ${file}`,
  undone: (file: string) => `${file} is as it was.`,
};
