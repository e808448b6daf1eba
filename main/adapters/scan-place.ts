import { lstat, realpath } from 'node:fs/promises';
import { askGit } from './git-call.ts';

interface Root {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The person may name a link; inside, none is followed. */
export async function rootOf(named: string): Promise<Root | 'not-a-place' | undefined> {
  try {
    const real = await realpath(named);
    const found = await lstat(real);
    if (found.isDirectory()) return { path: real, isFolder: true };
    return found.isFile() ? { path: real, isFolder: false } : 'not-a-place';
  } catch {
    return undefined;
  }
}

/** The top of the work tree, or the repository itself where it has none. */
export async function topOf(folder: string): Promise<string | { readonly why: 'no-git' | 'not-a-repository' }> {
  const told = await askGit({ root: folder }, ['rev-parse', '--path-format=absolute', '--show-toplevel']);
  if (told.kind === 'no-git') return { why: 'no-git' };
  if (told.kind === 'answered') return told.bytes.toString('utf8').replace(/\r?\n$/, '');
  const bare = await askGit({ root: folder }, ['rev-parse', '--is-bare-repository']);
  const isBare = bare.kind === 'answered' && bare.bytes.toString('latin1').trim() === 'true';
  return isBare ? folder : { why: 'not-a-repository' };
}
