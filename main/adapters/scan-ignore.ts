import { constants, type PathLike } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { failed, succeeded } from '../../shared/result.ts';
import type { Scanner } from '../domain/scan-ports.ts';
import { reasonOf } from './file-reason.ts';
import { rootOf, topOf } from './scan-place.ts';

const IGNORE_FILE = '.tokenkeepignore';
const MOST_IGNORE_BYTES = 1_048_576;

export const ignored: Scanner['ignored'] = async (root) => {
  const texts = await Promise.all((await foldersOf(root)).map((folder) => smallText(path.join(folder, IGNORE_FILE))));
  return texts.flatMap((text) => text.split(/\r?\n/));
};

/** Goes to the top of the repository where there is one, so that it is found from every folder of it. */
export const ignore: Scanner['ignore'] = async (root, line) => {
  const folder = (await foldersOf(root)).at(-1);
  if (folder === undefined) return failed('ENOENT');
  const file = path.join(folder, IGNORE_FILE);
  try {
    const before = await smallText(file);
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    await append(file, `${gap}${line}\n`);
    return succeeded(file);
  } catch (error) {
    return failed(reasonOf(error));
  }
};

/** The folder itself, then the top of its repository where that is another. */
async function foldersOf(root: string): Promise<readonly string[]> {
  const found = await rootOf(root);
  if (found === undefined || found === 'not-a-place') return [];
  const folder = found.isFolder ? found.path : path.dirname(found.path);
  const top = await topOf(folder);
  return [...new Set([folder, ...(typeof top === 'string' ? [top] : [])])];
}

/** A link in its place is not followed. */
async function append(file: PathLike, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW = 0 } = constants;
  const handle = await open(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function smallText(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const found = await handle.stat();
      return found.isFile() && found.size <= MOST_IGNORE_BYTES ? await handle.readFile('utf8') : '';
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
