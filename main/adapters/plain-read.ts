import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { ifThere, reasonOf } from './file-reason.ts';

/** Longer than any file of ours can become; one that is longer is not ours. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** A folder, a pipe, a device. */
export const NO_FILE = 'EISDIR';

export type PlainRead =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly mark: string }
  | { readonly kind: 'absent' }
  /** Not a plain file of ours, or the system refuses: nothing is known about what it holds, so it is not called damaged. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Tells whether a file is still the one that was looked at, over renames and hard links. */
export const markOf = ({ ino, size, mtimeMs }: Stats): string => `${ino}:${size}:${mtimeMs}`;

/** Reads a plain file whole. A symbolic link at its place is never followed. */
export function readPlain(path: string): PlainRead {
  try {
    const there = ifThere(() => lstatSync(path));
    if (there === undefined) return { kind: 'absent' };
    if (there.isSymbolicLink()) return { kind: 'refused', reason: 'ELOOP' };
    if (!there.isFile()) return { kind: 'refused', reason: NO_FILE };
    return readOpened(path);
  } catch (error) {
    return { kind: 'refused', reason: reasonOf(error) };
  }
}

function readOpened(path: string): PlainRead {
  // Windows has no O_NOFOLLOW; there the look above is all, and making links needs a right that programs do not have.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (stats.size > MOST_BYTES) return { kind: 'refused', reason: 'EFBIG' };
    const bytes = Buffer.allocUnsafe(stats.size);
    let filled = 0;
    for (let more = -1; more !== 0 && filled < bytes.length; filled += more)
      more = readSync(descriptor, bytes, filled, bytes.length - filled, null);
    return { kind: 'read', bytes: bytes.subarray(0, filled), mark: markOf(stats) };
  } finally {
    closeSync(descriptor);
  }
}
