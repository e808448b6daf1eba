import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { BackupFailure, FileFailure, InputFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { BackedUpLog, BackupHead } from '../domain/backup-ports.ts';
import { ageOpen, lockOf, noIdentity, type OpeningKey } from './backup-age.ts';
import type { PlainKey } from './backup-lock.ts';
import { hasOwnKey, layLog, proveLog, type PackedLog } from './backup-logs.ts';
import type { LogHead } from './backup-lines.ts';
import { MOST_BACKUP_BYTES } from './backup-sealing.ts';
import { readBackupText, type BackupText } from './backup-text.ts';
import { reasonOf, unwritable } from './file-reason.ts';

export interface OpenWork {
  readonly file: string;
  readonly key: PlainKey;
  /** The vault's folder, where its logs are to be laid there. */
  readonly folder: string | undefined;
  /** Any other content is refused. */
  readonly mark?: string | undefined;
  /** Logs that are here already, and where each is known to have been. */
  readonly known: readonly Pick<LogHead, 'chain' | 'end'>[];
}

export interface OpenedText {
  readonly mark: string;
  readonly head: BackupHead;
  readonly lines: BackupText['lines'];
  readonly logs: readonly BackedUpLog[];
  /** Those that were laid, for the keychain to know of. */
  readonly laid: readonly LogHead[];
}

type Outcome = Result<OpenedText, BackupFailure | FileFailure | InputFailure>;

const MOST_IDENTITY_BYTES = 65_536;

export async function openBackup({ file, key, folder, mark: expected, known }: OpenWork): Promise<Outcome> {
  const bytes = await readBounded(file, MOST_BACKUP_BYTES + 1_048_576);
  if (!bytes.ok) return bytes;
  const mark = createHash('sha256').update(bytes.value).digest('hex');
  if (expected !== undefined && mark !== expected) return failed({ code: 'backup-changed', file });
  const plainKey = await keyOf(key);
  if (!plainKey.ok) return plainKey;
  const plain = await ageOpen(bytes.value, file, plainKey.value);
  if (!plain.ok) return plain;
  const read = readBackupText(Buffer.from(plain.value), file);
  if (!read.ok) return read;
  const { head, lines, logs } = read.value;
  try {
    return succeeded({ mark, head, lines, ...(await takeIn(logs, folder, known)) });
  } catch (error) {
    return failed(isFault(error) ? unwritable('audit', error) : { code: 'backup-damaged', file });
  }
}

/** Throws where one of them is none, or cannot be laid. */
async function takeIn(
  logs: readonly PackedLog[],
  folder: string | undefined,
  known: OpenWork['known'],
): Promise<Pick<OpenedText, 'logs' | 'laid'>> {
  if (!logs.every(hasOwnKey)) throw new RangeError('a log goes by the name of another');
  const proven = logs.map((log) => proveLog(log, marksOf(log, known)));
  // One that contradicts what is known of it does not take the place of what is there.
  const sound = logs.filter((log, at) => proven[at]?.state === 'whole' || marksOf(log, known).length === 0);
  return { logs: proven, laid: folder === undefined ? [] : await layNewer(folder, sound, known) };
}

/** What a file wants to be opened with. */
export async function lockOfFile(file: string): Promise<Result<'passphrase' | 'identity', BackupFailure>> {
  const bytes = await readBounded(file, MOST_BACKUP_BYTES + 1_048_576);
  if (!bytes.ok) return bytes;
  const lock = lockOf(bytes.value);
  return lock === undefined ? failed({ code: 'backup-damaged', file }) : succeeded(lock);
}

/** The library that unpacks has codes of its own for what is no gzip. */
const isFault = (error: unknown): boolean => /^E[A-Z]+$/.test(reasonOf(error));

function marksOf({ head }: PackedLog, known: OpenWork['known']): readonly LogHead['end'][] {
  return known.filter(({ chain, end }) => chain === head.chain && end.n <= head.end.n).map(({ end }) => end);
}

async function layNewer(folder: string, logs: readonly PackedLog[], known: OpenWork['known']): Promise<LogHead[]> {
  const newer = logs.filter(({ head }) => !known.some(({ chain, end }) => chain === head.chain && end.n >= head.end.n));
  for (const log of newer) await layLog(folder, log);
  return newer.map(({ head }) => head);
}

async function keyOf(key: PlainKey): Promise<Result<OpeningKey, BackupFailure | InputFailure>> {
  if (key.kind === 'passphrase') return succeeded(key);
  const read = await readBounded(key.file, MOST_IDENTITY_BYTES);
  if (!read.ok) return read;
  const lines = read.value.toString('utf8').split(/\r?\n/);
  const identities = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return identities.length === 0 ? failed(noIdentity) : succeeded({ kind: 'identities', identities });
}

async function readBounded(file: string, most: number): Promise<Result<Buffer, BackupFailure>> {
  try {
    // Opening a pipe would wait for somebody to write into it.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await handle.stat();
      if (!found.isFile()) return failed({ code: 'backup-unreadable', file, reason: 'not a file' });
      if (found.size > most) return failed({ code: 'backup-unreadable', file, reason: 'too large' });
      return succeeded(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failed({ code: 'backup-unreadable', file, reason: reasonOf(error) });
  }
}
