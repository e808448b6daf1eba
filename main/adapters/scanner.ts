import { lstat, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FindingFailure } from '../../shared/failure-finding.ts';
import { failed } from '../../shared/result.ts';
import type { Scanner } from '../domain/scan-ports.ts';
import { askGit } from './git-call.ts';
import { ripgrepPath } from './ripgrep.ts';
import { searchHistory, searchStaged } from './scan-git.ts';
import { searchTree } from './scan-tree.ts';

const IGNORE_FILE = '.tokenkeepignore';
const MOST_IGNORE_BYTES = 1_048_576;

export function createScanner(): Scanner {
  return {
    async search(where, traces, most, hooks) {
      const program = ripgrepPath();
      if (program === undefined) return impossible(where.root, 'no-engine');
      const root = await rootOf(where.root);
      if (root === undefined) return impossible(where.root, 'absent');
      if (root === 'not-a-place') return impossible(where.root, root);
      const needs = { program, traces, most, hooks };
      if (where.kind === 'tree') return searchTree(root.path, needs);
      const top = await topOf(root.isFolder ? root.path : path.dirname(root.path));
      if (typeof top !== 'string') return impossible(where.root, top.why);
      return where.kind === 'history'
        ? searchHistory({ root: top }, needs)
        : searchStaged({ root: top, index: where.index }, needs);
    },

    async ignored(root) {
      const found = await rootOf(root);
      if (found === undefined || found === 'not-a-place') return [];
      const folder = found.isFolder ? found.path : path.dirname(found.path);
      const top = await topOf(folder);
      const places = [folder, ...(typeof top === 'string' ? [top] : [])];
      const texts = await Promise.all([...new Set(places)].map((place) => smallText(path.join(place, IGNORE_FILE))));
      return texts.flatMap((text) => text.split(/\r?\n/));
    },
  };
}

const impossible = (place: string, why: Extract<FindingFailure, { code: 'scan-impossible' }>['why']) =>
  failed({ code: 'scan-impossible' as const, place, why });

interface Root {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The person may name a link; inside, none is followed. */
async function rootOf(named: string): Promise<Root | 'not-a-place' | undefined> {
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
async function topOf(folder: string): Promise<string | { readonly why: 'no-git' | 'not-a-repository' }> {
  const told = await askGit({ root: folder }, ['rev-parse', '--path-format=absolute', '--show-toplevel']);
  if (told.kind === 'no-git') return { why: 'no-git' };
  if (told.kind === 'answered') return told.bytes.toString('utf8').replace(/\r?\n$/, '');
  const bare = await askGit({ root: folder }, ['rev-parse', '--is-bare-repository']);
  const isBare = bare.kind === 'answered' && bare.bytes.toString('latin1').trim() === 'true';
  return isBare ? folder : { why: 'not-a-repository' };
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
