import { enCounting } from '../counting.ts';

const { count, number } = enCounting;

/** What an entry of the log tells of; an act that is not here is told by its own name. */
const acts: Readonly<Record<string, string>> = {
  add: 'Added',
  audit: 'Log looked into',
  backup: 'Backed up',
  broker: 'Used through a broker',
  claim: 'Said to be used here',
  consent: 'Question answered',
  copy: 'Copied',
  discover: 'Searched this machine',
  edit: 'Facts changed',
  export: 'Exported',
  forget: 'Forgotten',
  get: 'Lent',
  grant: 'Permission given',
  import: 'Imported',
  leak: 'Found outside',
  lease: 'Lease',
  list: 'Listed',
  refresh: 'Refreshed',
  refused: 'Refused by its issuer',
  replace: 'Value replaced',
  restore: 'Restored',
  retire: 'Old value ended',
  revoke: 'Revoked',
  rotate: 'Rotated',
  scan: 'Files searched',
  schedule: 'Schedule changed',
  set: 'Setting changed',
  'sign-in': 'Signed in',
  snooze: 'Snoozed',
  undo: 'Rotation undone',
  verdict: 'Checked',
  warn: 'Warned',
};

const outcomes: Readonly<Record<string, string>> = {
  done: 'done',
  asked: 'asked for',
  ended: 'ended',
  opened: 'opened',
  told: 'told',
};

export const enAudit = {
  acts,
  outcomes,
  none: 'Nothing is recorded yet.',
  noneFound: 'No entry is like that.',
  list: 'Entries, newest first',
  token: 'Token',
  act: 'Act',
  anyAct: 'Any act',
  actor: 'By whom',
  since: 'Since',
  sinceChoices: { all: 'From the beginning', day: 'Last day', week: 'Last 7 days', month: 'Last 30 days' },
  by: (actor: string) => `by ${actor}`,
  verify: 'Verify',
  verifying: 'Verifying every entry',
  export: 'Export',
  exported: (n: number) => `${count(n, { one: '# entry', other: '# entries' })} exported, signed.`,
  exportedKey: (key: string) => `Whoever has the public key can prove them: ${key}`,
  whole: (n: number) => `The log is whole: ${count(n, { one: '# entry', other: '# entries' })}, each proven.`,
  anchorMissing: (n: number) =>
    `${count(n, { one: '# entry is', other: '# entries are' })} proven. The keychain has lost the place where the log should end, so a cut end would not show.`,
  earlier: {
    whole: (machine: string, n: number) =>
      `The log of ${machine}, that came with a backup, is whole: ${count(n, { one: '# entry', other: '# entries' })}.`,
    broken: (machine: string) => `The log of ${machine}, that came with a backup, is not what was written.`,
  },
  broken: (n: number) => `The log is not what was written, from entry ${number(n)} on.`,
  breaks: {
    missing: (n: number) => `Entries are gone from ${number(n)} on.`,
    altered: (n: number) => `Entry ${number(n)} was altered.`,
    misplaced: (n: number) => `Entry ${number(n)} stands in the wrong place.`,
    foreign: (n: number) => `What stands at ${number(n)} was not written by this vault.`,
  },
  remarks: 'What the log says of itself',
  more: 'Show more',
};
