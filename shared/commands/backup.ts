import { z } from 'zod';
import { path, value, word } from './parts.ts';

/** Of age, for X25519. Whether no character of it is missing shows when it is used. */
export const recipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, 'a recipient of age, such as age1…');

const keys = [
  z.strictObject({ kind: z.literal('passphrase'), passphrase: value.min(1) }),
  /** Lies in a file, as age-keygen writes it. */
  z.strictObject({ kind: z.literal('identity'), file: path }),
] as const;

export const backupCommands = {
  /** All that is kept, into one file that no machine is needed for. */
  backup: z.strictObject({
    file: path,
    lock: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('passphrase'), passphrase: value.min(8) }),
      z.strictObject({ kind: z.literal('recipients'), recipients: z.array(recipient).min(1).max(20) }),
      /** What is set for backups that are made by themselves. */
      z.strictObject({ kind: z.literal('usual') }),
    ]),
    /** A file of that name may be replaced. */
    over: z.boolean().default(false),
  }),
  /** Makes the backup that would be made by itself, now. */
  backupNow: z.strictObject({}),
  /** Calls off what is under way of backup and restore. */
  backupCancel: z.strictObject({}),
  /** A key for backups, in a new file. Whoever has the file opens them; it is kept nowhere else. */
  backupKey: z.strictObject({ file: path }),
  /** What backups that are made by themselves are sealed with, where no recipient is set; null forgets it. */
  backupPassphrase: z.strictObject({ passphrase: value.min(8).nullable() }),
  /** What a file is opened with. */
  backupLock: z.strictObject({ file: path }),
  /** What is in a backup, and what a restore would make of each token; nothing is changed. */
  restorePreview: z.strictObject({ file: path, key: z.discriminatedUnion('kind', keys) }),
  restore: z.strictObject({
    file: path,
    /** `shown`: that which the last preview of this file was opened with, within some minutes. */
    key: z.discriminatedUnion('kind', [...keys, z.strictObject({ kind: z.literal('shown') })]),
    /** The backup as it was shown. */
    mark: z.string().max(100),
    /** Tokens, by name or id, to be put back although the backup is not newer. */
    replace: z.array(word).max(20_000).default([]),
    /** Tokens, by name or id, to be left out. */
    leave: z.array(word).max(20_000).default([]),
    /** The settings too, where they were changed here. */
    settings: z.boolean().default(false),
  }),
  /** A restored token is used here from now on, and nowhere else. */
  claim: z.strictObject({ token: word }),
} as const;

/** What of a token's is in the backup and here. */
export interface RestoreChange {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly change: 'added' | 'changed' | 'same';
  /** What of a changed one is not alike. */
  readonly differs: readonly ('value' | 'facts')[];
  /** Of a changed one: which is newer. Only where that is the backup, it is put back unasked. */
  readonly newer?: 'backup' | 'here' | 'unclear' | undefined;
  /** It may be in use, and renewed, where the backup was made: not renewed here before a person says so. */
  readonly elsewhere: boolean;
  /** The backup has facts of it and no value. */
  readonly valueless: boolean;
}

interface FromBackup {
  readonly file: string;
  readonly madeAt: number;
  readonly machine: string;
  /** Audit logs that are in it: whose, how many entries, and whether all of them are proven. */
  readonly logs: readonly { readonly machine: string; readonly entries: number; readonly state: 'whole' | 'broken' }[];
  /** `added`: here they are still as they came. */
  readonly settings: RestoreChange['change'];
}

export interface RestorePreview extends FromBackup {
  readonly mark: string;
  readonly changes: readonly RestoreChange[];
  /** Permissions of tools, and acts that were not over. */
  readonly grants: number;
  readonly acts: number;
}

export interface RestoreReport extends FromBackup {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly same: number;
  readonly left: readonly { readonly name: string; readonly why: 'newer-here' | 'unclear' | 'unwanted' | 'ending' }[];
  /** Those that wait for a person to say that they are used here. */
  readonly elsewhere: readonly string[];
  readonly valueless: readonly string[];
  readonly grants: number;
  readonly acts: number;
}

export interface BackupMade {
  readonly file: string;
  readonly bytes: number;
  readonly tokens: number;
  /** Entries of the audit log that are in it. */
  readonly entries: number;
  /** Tokens whose value is not in the keyring, so that it is not in the backup. */
  readonly without: readonly string[];
}

export interface BackupAnswers {
  backup: BackupMade;
  backupNow: BackupMade;
  backupCancel: { readonly cancelled: boolean };
  backupKey: { readonly file: string; readonly recipient: string };
  backupPassphrase: { readonly kept: boolean };
  backupLock: { readonly lock: 'passphrase' | 'identity' };
  restorePreview: RestorePreview;
  restore: RestoreReport;
  claim: { readonly name: string };
}
