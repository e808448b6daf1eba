import { randomBytes } from 'node:crypto';
import { chmod, link, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BackupFailure, FileFailure, InputFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { BackupHead, Sealed } from '../domain/backup-ports.ts';
import { piecesOf, type LogPlace } from './audit-copies.ts';
import { ageSeal, type AgeSealed } from './backup-age.ts';
import { headLine } from './backup-lines.ts';
import type { PlainLock } from './backup-lock.ts';
import { readBackupText } from './backup-text.ts';
import { reasonOf, unwritable } from './file-reason.ts';
import { syncFolder } from './private-folder.ts';

export const MOST_BACKUP_BYTES = 256 * 1_048_576;

export interface SealWork {
  readonly file: string;
  readonly over: boolean;
  readonly lock: PlainLock;
  /** Of trying a passphrase. */
  readonly cost: number;
  readonly head: BackupHead;
  readonly logs: readonly LogPlace[];
}

type Outcome = Result<Sealed, BackupFailure | FileFailure | InputFailure>;

/** Writes the lines and the logs beside the name they are to have, opens that again, and only then gives it the name. */
export async function sealBackup(work: SealWork, lines: readonly Uint8Array[]): Promise<Outcome> {
  const { file, over, lock, cost, head, logs } = work;
  if (!over && (await isThere(file))) return failed({ code: 'backup-exists', file });
  const plain = await plainOf(head, lines, logs);
  if (plain === undefined) return failed({ code: 'backup-too-large', limit: MOST_BACKUP_BYTES });
  const sealed = await ageSeal(plain, lock, cost);
  if (!sealed.ok) return sealed;
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeNew(fresh, sealed.value.bytes);
    if (!(await isProven(fresh, plain, sealed.value))) return failed({ code: 'backup-untested', file });
    if (!(await name(fresh, file, over))) return failed({ code: 'backup-exists', file });
    await syncFolder(dirname(file));
    const entries = logs.reduce((sum, { end }) => sum + end.n, 0);
    return succeeded({ bytes: sealed.value.bytes.length, entries });
  } catch (error) {
    return failed(unwritable(file, error));
  } finally {
    await rm(fresh, { force: true }).catch(() => undefined);
  }
}

const LINE_END = Buffer.from('\n');

/** Undefined where it would be larger than what is opened again. */
async function plainOf(
  head: BackupHead,
  lines: readonly Uint8Array[],
  logs: readonly LogPlace[],
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let [bytes, count] = [0, 0];
  const put = (line: Uint8Array): void => {
    parts.push(line, LINE_END);
    bytes += line.length + 1;
    count += 1;
  };
  put(Buffer.from(headLine(head)));
  for (const line of lines) put(line);
  for (const log of logs) {
    const { chain, machine, key, end } = log;
    put(Buffer.from(JSON.stringify({ log: { chain, machine, key, end } })));
    for await (const piece of piecesOf(log)) {
      put(Buffer.from(JSON.stringify({ piece })));
      if (bytes > MOST_BACKUP_BYTES) return undefined;
    }
  }
  put(Buffer.from(JSON.stringify({ end: count })));
  return bytes > MOST_BACKUP_BYTES ? undefined : Buffer.concat(parts);
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is on the disk opens, is byte for byte what was sealed, and all of it makes sense to whoever restores it. */
async function isProven(path: string, plain: Buffer, { open: reopen }: AgeSealed): Promise<boolean> {
  try {
    const again = Buffer.from(await reopen(await readFile(path)));
    return again.equals(plain) && readBackupText(again, path).ok;
  } catch {
    return false;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    // Of anything else the write tells more.
    return reasonOf(error) !== 'ENOENT' && reasonOf(error) !== 'ENOTDIR';
  }
}

/** False where the name was taken meanwhile. */
async function name(fresh: string, file: string, over: boolean): Promise<boolean> {
  await chmod(fresh, 0o600);
  if (over) return rename(fresh, file).then(() => true);
  try {
    await link(fresh, file);
    return true;
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') return false;
    // What is formatted for cameras and old Windows knows no second name for a file.
    if (await isThere(file)) return false;
    await rename(fresh, file);
    return true;
  }
}
