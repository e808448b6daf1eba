import type { RestoreReport } from '../../../commands/backup.ts';
import type { BackupTrouble } from '../../../snapshot.ts';
import { enCounting } from '../counting.ts';

const { count, number } = enCounting;
const tokens = (n: number): string => count(n, { one: '# token', other: '# tokens' });

const whys: Readonly<Record<RestoreReport['left'][number]['why'], string>> = {
  'newer-here': 'newer here',
  unclear: 'which is newer is not known',
  unwanted: 'not wanted',
  ending: 'being revoked here',
};

/** That all which is kept outlives this computer. */
export const enBackup = {
  byItself: {
    title: 'By itself',
    none: 'No backup is made by itself. With this computer all that is kept would be lost.',
    every: { day: 'Every day', week: 'Every week' },
    last: (when: string, file: string) => `The last ${when}, opened again and whole: ${file}`,
    notYet: 'None was made yet.',
    next: (when: string) => `The next ${when}.`,
    now: 'Back up now',
    made: (file: string) => `Backed up, opened again and whole: ${file}.`,
    folder: 'Choose a folder',
    passphrase: 'Passphrase',
    passphraseMeans:
      'Kept in the keychain for backups that are made by themselves. Without this computer only you know it.',
    keep: 'Keep the passphrase',
    kept: 'The passphrase is kept in the keychain.',
    key: 'Make a key',
    keyMeans:
      'A key in a new file: whoever has that file opens the backups. Put it where this computer cannot be lost with it.',
    keyMade: (file: string) => `The key is in ${file} and nowhere else. Backups are sealed for it from now on.`,
    troubles: {
      folder: 'The last could not be written.',
      keyring: 'The last was not made: the keyring did not give the values.',
      untested: 'What was written last could not be opened again, and was thrown away.',
      unset: 'Nothing is set that they are sealed with, or no folder.',
      files: 'The last was not made: files of the vault are damaged.',
      lacking: 'The keyring lacks values, so they are not in the last.',
    } satisfies Readonly<Record<BackupTrouble, string>>,
  },
  make: {
    title: 'Make a backup',
    means:
      'All that is kept in one sealed file: values, facts, schedules, settings, what tools may have, and the audit log. The age program opens it too.',
    forKey: 'For the keys that are set, with no passphrase',
    passphrase: 'Passphrase',
    again: 'The same again',
    differ: 'The two are not the same.',
    act: 'Save a backup',
    done: (n: number, file: string) => `${tokens(n)} backed up, opened again and whole: ${file}.`,
    without: (labels: string) => `Not in it, since the keyring lacks their values: ${labels}.`,
  },
  restore: {
    title: 'Restore',
    means: 'Shows what is in a backup beside what is here. Nothing newer is overwritten unless you tick it.',
    choose: 'Choose a backup',
    another: 'Choose another',
    passphrase: 'Passphrase of the backup',
    look: 'Look into it',
    key: 'Choose the file with its key',
    keyMeans: 'It was sealed for a key. The file with that key opens it.',
    from: (machine: string, when: string) => `Of ${machine}, ${when}.`,
    log: (machine: string, n: number) =>
      `The audit log of ${machine}: ${count(n, { one: '# entry', other: '# entries' })}, whole.`,
    logBroken: (machine: string) => `The audit log of ${machine} is not what was written.`,
    acts: (n: number) => `${count(n, { one: '# act that was not over', other: '# acts that were not over' })}.`,
    grants: (n: number) => `${count(n, { one: '# permission of a tool', other: '# permissions of tools' })}.`,
    settings: 'Also the settings, which were changed here',
    list: 'What is in the backup',
    select: (name: string) => `Restore ${name}`,
    added: 'New here',
    same: 'The same',
    newer: 'The backup is newer',
    here: 'Newer here',
    unclear: 'Differs',
    value: 'Value',
    facts: 'Facts',
    elsewhere: (machine: string) => `May be in use on ${machine}: not renewed here before you say so`,
    valueless: 'No value in the backup',
    act: (n: number) => (n === 0 ? 'Restore' : `Restore ${tokens(n)}`),
    restored: (n: number) => `${tokens(n)} restored.`,
    alike: (n: number) => `${tokens(n)} the same.`,
    left: (name: string, why: RestoreReport['left'][number]['why']) => `${name} was left: ${whys[why]}.`,
    waits: (machine: string) => `May be in use on ${machine}, so they are not renewed here:`,
    allSame: 'All that is in it is here already.',
    more: 'Show more',
  },
  claim: {
    act: 'Used here from now on',
    done: (label: string) => `${label} is used here from now on.`,
  },
  work: {
    backup: (done: number, of: number) =>
      done < of ? `Reading ${number(done)} of ${tokens(of)}` : 'Sealing, and opening it again',
    restore: (done: number, of: number) => (of === 0 ? 'Opening' : `${number(done)} of ${tokens(of)}`),
  },
};
