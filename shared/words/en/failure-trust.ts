import type { AuditFailure, BackupFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

export const enTrustFailures: FailureTable<AuditFailure | BackupFailure> = {
  'audit-gap': ({ last }) => ({
    happened: `The audit log was cut or replaced: entry ${last} had been written and is gone from its end.`,
    todo: 'See what is missing with tokenkeep audit verify.',
  }),
  'audit-anchor-missing': () => ({
    happened: 'The keychain has lost where the audit log ends, so that entries cut off its end would not show.',
    todo: 'It is noted in the log and anchored anew. Look whether the keychain was reset.',
  }),
  'audit-key-missing': () => ({
    happened: 'The keychain has lost the key of the audit log. The earlier log was moved aside and cannot be proven.',
    todo: 'Look whether the keychain was reset, or restore a backup.',
  }),
  'backup-wrong-key': ({ key }) => ({
    happened:
      key === 'passphrase'
        ? 'Wrong passphrase, or the head of the file is damaged. Nothing was changed.'
        : 'Wrong key: the backup was not made for it, or the head of the file is damaged. Nothing was changed.',
  }),
  'backup-damaged': ({ file }) => ({
    happened: `${file} is damaged, or no backup of Tokenkeep. Nothing was changed.`,
    todo: 'Use another backup.',
  }),
  'backup-newer': ({ version }) => ({
    happened: `The backup was made by a newer Tokenkeep (format ${version}). Nothing was changed.`,
    todo: 'Use that newer version.',
  }),
  'backup-unreadable': ({ file, reason }) => ({ happened: `${file} cannot be read (${reason}).` }),
  'backup-exists': ({ file }) => ({
    happened: `${file} is there already, and was left as it is.`,
    todo: 'Name a new file.',
  }),
  'backup-changed': ({ file }) => ({
    happened: `${file} has changed since it was shown. Nothing was restored.`,
    todo: 'Look at it again.',
  }),
  'backup-untested': ({ file }) => ({
    happened: `What was written for ${file} could not be read back, so it was thrown away. Earlier backups are as they were.`,
    todo: 'Look whether the disk is sound, or choose another folder.',
  }),
  'backup-too-large': ({ limit }) => ({
    happened: `There is more to back up than fits into one file (${Math.round(limit / 1_048_576)} MiB).`,
  }),
  'backup-cancelled': () => ({ happened: 'It was cancelled. What was done until then stays.' }),
  'backup-busy': () => ({
    happened: 'A backup or a restore is under way.',
    todo: 'Wait until it is done, or cancel it.',
  }),
  'backup-unset': ({ lack }) => ({
    happened:
      lack === 'folder'
        ? 'No folder is set for backups.'
        : 'Nothing is set that backups are sealed with: neither a recipient nor a passphrase.',
    todo:
      lack === 'folder'
        ? 'Set one with tokenkeep settings backupFolder DIR.'
        : 'Make a key with tokenkeep backup --make-key FILE, or give a passphrase with tokenkeep backup --keep-passphrase.',
  }),
  'in-use-elsewhere': ({ name, machine }) => ({
    happened: `${name} was restored from a backup and may be in use on ${machine}, so that it is not renewed here.`,
    todo: `If it is used here from now on, say so with tokenkeep claim ${name}.`,
  }),
};
