import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, lstat, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { syncFolder } from './private-folder.ts';
import type { FileTarget } from './target-text.ts';

const MOST_BYTES = 1_000_000;
const backupOf = (file: string): string => `${file}.tokenkeep-before`;

/** Writes a value into a file whole or not at all, with its mode kept; what it was before stays beside it. Answers the reason where it cannot. */
export async function writeInFile(target: FileTarget, value: string): Promise<Result<void, string>> {
  try {
    const place = await placeOf(target.file);
    if (!place.ok) return place;
    const { file, mode } = place.value;
    const text = await readFile(file, 'utf8');
    // The grammars of all such files are large, and are needed at a rotation alone.
    const { withValue } = await import('./target-text.ts');
    const next = withValue(target, text, value);
    if (next === undefined) return failed('the place for the value was not found in it');
    if (next === text) return succeeded(undefined);
    await keepBefore(file, text);
    await replaceFile(file, next, mode);
    return succeeded(undefined);
  } catch (error) {
    return failed(codeOf(error));
  }
}

/** Removes what a write kept. */
export async function settleFile(target: FileTarget): Promise<void> {
  const file = await realpath(target.file).catch(() => target.file);
  await rm(backupOf(file), { force: true }).catch(() => undefined);
}

interface Place {
  readonly file: string;
  readonly mode: number;
}

/** A link is followed to a plain file of this user. Anything else is left alone. */
async function placeOf(named: string): Promise<Result<Place, string>> {
  const file = await realpath(named);
  const found = await lstat(file);
  const unfit = whyNot(found) ?? whyNotIn(await stat(dirname(file)));
  return unfit === undefined ? succeeded({ file, mode: found.mode & 0o777 }) : failed(unfit);
}

const isForeign = (uid: number): boolean => process.getuid !== undefined && uid !== process.getuid();

function whyNot(found: Stats): string | undefined {
  if (!found.isFile()) return 'it is not a plain file';
  if (isForeign(found.uid)) return 'it belongs to another user';
  // Replacing it would part it from its other names.
  if (found.nlink > 1) return 'it has several names';
  return found.size > MOST_BYTES ? 'it is too large' : undefined;
}

const [SHARED, STICKY] = [0o002, 0o1000];

function whyNotIn({ uid, mode }: Stats): string | undefined {
  const isOpen = isForeign(uid) && (mode & SHARED) !== 0 && (mode & STICKY) === 0;
  return isOpen ? 'everybody may write to its folder' : undefined;
}

/** Only the first write since all was well: a second one must not lose what the first kept. */
async function keepBefore(file: string, text: string): Promise<void> {
  await writeFile(backupOf(file), text, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

/** The content is there whole or not at all, with that mode. Throws the system's error. */
export async function replaceFile(file: string, text: string | Uint8Array, mode: number): Promise<void> {
  const next = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(next, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(next, mode);
    await rename(next, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'it could not be written';
}
