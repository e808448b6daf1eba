import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackedUpLog } from '../domain/backup-ports.ts';
import { chainId } from './audit-chain.ts';
import { copyPlace, unpackPiece } from './audit-copies.ts';
import { splitLines } from './audit-segments.ts';
import { createCourse } from './audit-verify.ts';
import type { LogHead, LogPiece } from './backup-lines.ts';
import { syncFolder } from './private-folder.ts';

/** An audit log as it is in a backup. */
export interface PackedLog {
  readonly head: LogHead;
  readonly pieces: readonly LogPiece[];
}

/** Whether the key is that of the chain by whose name it goes. */
export const hasOwnKey = ({ head }: PackedLog): boolean => chainId(Buffer.from(head.key, 'base64url')) === head.chain;

/** Goes through the log by its own key, up to the end that came with it. `known` is a place that it is known to have been at before. */
export function proveLog({ head, pieces }: PackedLog, known: readonly LogHead['end'][] = []): BackedUpLog {
  const key = Buffer.from(head.key, 'base64url');
  const course = createCourse({ key, marks: [...known, head.end], until: head.end.n });
  for (const [segment, bytes] of filesOf(pieces)) {
    const cut = bytes.lastIndexOf('\n') + 1;
    splitLines(bytes.subarray(0, cut)).forEach((line, at) => course.take(line, segment, at + 1));
    if (cut < bytes.length) course.torn(segment, 0);
  }
  const { entries, breaks } = course.end();
  return { machine: head.machine, entries, state: breaks.length === 0 ? 'whole' : 'broken' };
}

/** Anybody can seal a file for somebody's key, and what is packed in it is not bounded by its own size. */
const MOST_LOG_BYTES = 512 * 1_048_576;

function filesOf(pieces: readonly LogPiece[]): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer[]>();
  let left = MOST_LOG_BYTES;
  for (const piece of pieces) {
    const parts = files.get(piece.segment) ?? [];
    files.set(piece.segment, parts);
    const bytes = unpackPiece(piece);
    left -= bytes.length;
    if (left < 0) throw new RangeError('a log unpacks to more than any of ours has');
    parts.push(bytes);
  }
  return new Map([...files].map(([segment, parts]) => [segment, Buffer.concat(parts)]));
}

/** Lays a log among those that came with backups, whole or not at all. Throws the system's error. */
export async function layLog(folder: string, { head, pieces }: PackedLog): Promise<void> {
  const place = copyPlace(folder, head.chain);
  const fresh = `${place}.${randomBytes(6).toString('hex')}`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  try {
    for (const [segment, bytes] of filesOf(pieces)) {
      const handle = await open(join(fresh, segment), 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    await syncFolder(fresh);
    // What was there went less far: all of it is in what takes its place.
    await rm(place, { recursive: true, force: true });
    await rename(fresh, place);
    await syncFolder(dirname(place));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}
