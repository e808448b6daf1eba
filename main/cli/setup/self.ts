import path from 'node:path';
import { homedir } from 'node:os';
import { homeFolder } from '../../../shared/home.ts';
import type { Context } from '../context.ts';
import { findProgram } from '../exec/program.ts';

/** How other programs start this one: by the name on the PATH where there is one, and with the home where it is not the usual one. */
export function selfOf({ home, entry }: Context): readonly string[] {
  const found = process.platform === 'win32' ? undefined : findProgram('tokenkeep', process.env['PATH']);
  const program = typeof found === 'string' ? path.resolve(found) : entry;
  const usual = homeFolder({
    platform: process.platform,
    env: { ...process.env, TOKENKEEP_HOME: '' },
    homedir: homedir(),
  });
  return path.resolve(usual) === home ? [program] : [program, '--home', home];
}

/** For a POSIX shell: one word, whatever is in it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(' ');
