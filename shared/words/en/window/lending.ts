import type { Lease } from '../../../lease.ts';
import { enCounting } from '../counting.ts';

const { count } = enCounting;

const hows: Readonly<Record<Lease['how'], string>> = {
  narrowed: 'a narrower token, made for this',
  whole: 'the whole token',
  broker: 'through a broker; the value never left',
};

/** What tools borrow, may borrow, and ask for. */
export const enLending = {
  open: 'Lent now',
  openNone: 'Nothing is lent. What tools borrow through the command line or a broker is listed here while it lasts.',
  allowed: 'Standing permissions',
  allowedNone: 'No tool has a standing permission. "Always" in a question makes one.',
  tool: 'Tool',
  token: 'Token',
  hows,
  scopes: (names: string) => `May: ${names}`,
  from: (program: string, folder: string) => `${program} in ${folder}`,
  ends: (when: string) => `ends ${when}`,
  ending: 'ending: its issuer is asked until it is dead',
  endNow: 'End now',
  endOf: (tool: string, label: string) => `End what ${tool} borrowed of ${label}`,
  ended: (tool: string, label: string) => `${tool} has ${label} no longer.`,
  kept: (tool: string) => `A copy that ${tool} made of a whole token works until the token is rotated or revoked.`,
  may: 'may borrow without asking',
  never: 'is always refused',
  once: 'once',
  longest: (length: string) => `at most ${length} at a time`,
  until: (when: string) => `until ${when}`,
  forGood: 'until you end it',
  revokeGrant: 'Take away',
  revokeGrantOf: (tool: string, label: string) => `Take the permission of ${tool} for ${label} away`,
  taken: (tool: string, label: string) => `${tool} is asked about again when it wants ${label}.`,
  question: (tool: string, label: string) => `${tool} asks for ${label}`,
  ownWord: "The name is the program's own word. What the system says of it:",
  program: 'Program',
  process: 'Process',
  parent: 'Started by',
  folder: 'Folder',
  repo: 'Repository',
  host: 'To be shown to',
  wants: 'Wants',
  wholeToken: 'the whole token',
  wholeAnyway: 'Its issuer cannot narrow it: yes lends the whole token.',
  howLong: 'For',
  noEnd: 'no end named',
  unanswered: (when: string) => `Unanswered, it means no ${when}.`,
  moreQuestions: (n: number) => count(n, { one: '# more question waits.', other: '# more questions wait.' }),
  answers: { once: 'Once', hour: 'For an hour', always: 'Always', no: 'No', never: 'Never' },
  answersLabel: 'Your answer',
};
