import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../../shared/result.ts';
import type { Edit } from './tool.ts';

/** One file, before and after. */
export interface Change {
  readonly file: string;
  readonly mode: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const MOST_BYTES = 4_000_000;
const BACKUP = '.tokenkeep-before';

/** What would be changed; edits that change nothing are left out. A link is followed: many keep such files elsewhere. */
export function planChanges(edits: readonly Edit[]): Result<readonly Change[], Failure> {
  const changes: Change[] = [];
  for (const { file, mode, next } of edits) {
    const found = read(file);
    if (!found.ok) return found;
    const { text: before, place, mode: own } = found.value;
    const after = next(before);
    if (!after.ok) return after;
    // What is left empty by taking our part out of it was made for that part.
    const text = after.value?.trim() === '' && before !== '' ? undefined : after.value;
    if (text !== before) changes.push({ file: place, mode: own ?? mode, before, after: text });
  }
  return succeeded(changes);
}

interface Found {
  readonly place: string;
  readonly text: string | undefined;
  readonly mode: number | undefined;
}

function read(file: string): Result<Found, Failure> {
  try {
    const place = realpathSync(file);
    const { size, mode } = statSync(place);
    if (size > MOST_BYTES) return failed({ code: 'file-unwritable', file, reason: 'EFBIG' });
    return succeeded({ place, text: readFileSync(place, 'utf8'), mode: mode & 0o777 });
  } catch (error) {
    const reason = codeOf(error);
    if (reason === 'ENOENT') return succeeded({ place: path.resolve(file), text: undefined, mode: undefined });
    return failed({ code: 'file-unwritable', file, reason });
  }
}

/** Each file whole or not at all; what it was stays beside it until the change is undone. */
export function makeChanges(changes: readonly Change[], isUndone: boolean): Result<void, Failure> {
  for (const change of changes) {
    try {
      put(change);
      if (isUndone) rmSync(change.file + BACKUP, { force: true });
    } catch (error) {
      return failed({ code: 'file-unwritable', file: change.file, reason: codeOf(error) });
    }
  }
  return done;
}

function put({ file, mode, before, after }: Change): void {
  if (after === undefined) return rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.tmp`;
  try {
    write(next, after, mode);
    if (before !== undefined) write(file + BACKUP, before, 0o600, 'w');
    renameSync(next, file);
  } finally {
    rmSync(next, { force: true });
  }
}

function write(file: string, text: string, mode: number, flag = 'wx'): void {
  const opened = openSync(file, flag, mode);
  try {
    writeFileSync(opened, text);
    chmodSync(file, mode);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
