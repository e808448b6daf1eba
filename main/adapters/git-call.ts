import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Nothing that a repository's own settings name is run, nothing is fetched, nothing is asked. */
const CALM = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.pager=cat',
  '--no-pager',
] as const;
const MOST_ANSWER_BYTES = 64 * 1_048_576;

export interface GitPlace {
  readonly root: string;
  readonly index?: string | undefined;
}

/** `git` in a repository, with its output to be read as it comes. */
export function startGit(
  { root, index }: GitPlace,
  args: readonly string[],
): ChildProcessByStdio<Writable, Readable, null> {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  const child = spawn('git', [...CALM, '-C', root, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    env: {
      ...env,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_TERMINAL_PROMPT: '0',
      ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
    },
  });
  child.stdin.on('error', () => undefined);
  return child;
}

export type GitAnswer = { readonly kind: 'answered'; readonly bytes: Buffer } | { readonly kind: 'failed' | 'no-git' };

/** All that it says. */
export function askGit(place: GitPlace, args: readonly string[]): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = startGit(place, args);
    const parts: Buffer[] = [];
    let size = 0;
    child.stdin.end();
    child.on('error', ({ code }: NodeJS.ErrnoException) => resolve({ kind: code === 'ENOENT' ? 'no-git' : 'failed' }));
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MOST_ANSWER_BYTES) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.on('close', (code) =>
      resolve(code === 0 ? { kind: 'answered', bytes: Buffer.concat(parts) } : { kind: 'failed' }),
    );
  });
}
