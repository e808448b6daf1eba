import type { DrillAct, DrillLoss, DrillName } from '../../shared/drill.ts';

/** What happens in a drill. */
export const mishapWords: Readonly<Record<DrillName, string>> = {
  outage: 'an issuer answers nobody for eight hours',
  revoked: 'somebody revokes a token at its issuer',
  'lost-laptop': 'folder and keychain are gone together',
  'keyring-lost': 'the keychain was reset and is empty',
  clock: 'the clock is set three years ahead, three years back, and right again',
  'disk-full': 'nothing more can be written',
};

/** What has to hold. */
export const actWords: Readonly<Record<DrillAct, string>> = {
  kept: 'tokens are kept, and their issuer says that they live',
  'issuer-gone': 'the state is "can\'t tell", nobody is alarmed, and nothing is given up',
  'lent-meanwhile': 'a tool is lent its token all the same',
  'issuer-back': 'when the issuer is back, all are seen to live without anybody doing anything',
  'revoked-elsewhere': 'it is noticed, and there is a notice',
  'refused-to-tools': 'the dead value is lent to nobody',
  'others-untouched': 'the other tokens are as they were',
  replaced: 'with a new value it is used again',
  'backed-up': 'there is a backup',
  'laptop-gone': 'a new machine begins with an empty vault',
  restored: 'everything is back from the backup',
  'keyring-emptied': 'the vault starts, and all tokens are in the list',
  'lack-named': 'of each it is said that its value is missing',
  'nothing-forgotten': "names, owners and ends are kept, and the loss of the audit log's key is told",
  'clock-ahead': 'three years ahead, with all ends behind, every token and its value are kept, and nothing is changed',
  'clock-behind': 'three years back too, and a tool is lent its token',
  'clock-right': 'put right, all are seen to live',
  'disk-filled': 'a change is refused aloud',
  'old-file-whole': 'the file on the disk is the old one, byte for byte',
  'no-use-unwritten': 'no value leaves while its use cannot be written down',
  'space-again': 'with space again the change is saved, and tools are served',
};

export function lossWords({ what, count }: DrillLoss): string {
  const some = (one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  switch (what) {
    case 'values':
      return `${some('value', 'values')} that nobody has any more: each is to be made anew at its issuer`;
    case 'facts':
      return `${some('set', 'sets')} of names, owners, ends, schedules and grants`;
    case 'revoked':
      return `${some('value', 'values')} that the issuer no longer takes`;
    case 'audit':
      return `the proof of ${some('entry', 'entries')} of the audit log; the entries are kept aside`;
  }
}
