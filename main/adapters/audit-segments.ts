import { constants } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MOST_LINE_BYTES } from './audit-line.ts';
import { reasonOf } from './file-reason.ts';

const CHUNK_BYTES = 1024 * 1024;
const LINE_END = 10;
const SEGMENT = /^\d{10}-\d{4}-\d{2}\.jsonl$/;

/** Named by its first entry and by the month (UTC) it was begun in, so that a clock that was set back does not change their order. */
export const segmentName = (first: number, month: string): string =>
  `${String(first).padStart(10, '0')}-${month}.jsonl`;
export const monthOf = (segment: string): string => segment.slice(11, 18);

/** Names of the log's files, oldest first. */
export async function segmentsIn(place: string): Promise<readonly string[]> {
  try {
    return (await readdir(place)).filter((name) => SEGMENT.test(name)).sort();
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A symbolic link at its place is never followed; Windows has none that a program may make. */
export const openPlain = (path: string, flags: number = constants.O_RDONLY): Promise<FileHandle> =>
  open(path, flags | (constants.O_NOFOLLOW ?? 0), 0o600);

export interface Stretch {
  /** Without their line ends. What is longer than any line of ours comes in pieces. */
  readonly lines: readonly Buffer[];
  /** What follows the last line end of the file; empty nearly always, and everywhere but in the last stretch. */
  readonly torn: Buffer;
}

const NONE = Buffer.alloc(0);

/** The lines of a file from an offset on, many at a time. */
export async function* stretchesOf(place: string, segment: string, from = 0): AsyncGenerator<Stretch> {
  const handle = await openPlain(join(place, segment));
  try {
    let rest: Buffer = NONE;
    for (let at = from; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const cut = bytes.lastIndexOf(LINE_END) + 1;
      const isTooLong = bytes.length - cut > MOST_LINE_BYTES;
      const lines = splitLines(bytes.subarray(0, cut));
      if (isTooLong) lines.push(bytes.subarray(cut));
      rest = isTooLong ? NONE : bytes.subarray(cut);
      yield { lines, torn: NONE };
    }
    if (rest.length > 0) yield { lines: [], torn: rest };
  } finally {
    await handle.close();
  }
}

export function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, to = bytes.indexOf(LINE_END); to !== -1; from = to + 1, to = bytes.indexOf(LINE_END, from)) {
    lines.push(bytes.subarray(from, to));
  }
  return lines;
}
