import { existsSync } from 'node:fs';
import path from 'node:path';
import { readGitAddress } from '../../../shared/login.ts';
import { succeeded } from '../../../shared/result.ts';
import { withBlock, withoutBlock } from './block.ts';
import { commandLine } from './self.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

/** Where git itself would write. */
function configOf({ home, env }: Wish): string {
  const told = env['GIT_CONFIG_GLOBAL'];
  if (told !== undefined && told !== '') return told;
  const usual = path.join(home, '.gitconfig');
  const other = path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'git', 'config');
  return !existsSync(usual) && existsSync(other) ? other : usual;
}

const edit = (wish: Wish, next: (text: string | undefined) => string | undefined): Edit => ({
  file: configOf(wish),
  mode: 0o644,
  next: (text) => succeeded(next(text)),
});

/** git's own spelling of a value: in quotes, with backslashes and quotes escaped. */
const spelled = (text: string): string => `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;

export const git: Tool = {
  needsToken: false,
  at: 'a server such as https://github.com; else all of them',
  makes(wish) {
    const server = wish.at === undefined ? undefined : readGitAddress(wish.at)?.server;
    if (wish.at !== undefined && server === undefined) return refuse('--at', 'an address such as https://github.com');
    const helper = `!${commandLine([...wish.self, 'git-credential'])}`;
    const lines = [
      server === undefined ? '[credential]' : `[credential ${spelled(server)}]`,
      // Every helper is told of a password that worked, and some write it into a plain file: those named before are left out.
      '\thelper =',
      `\thelper = ${spelled(helper)}`,
    ];
    return succeeded([edit(wish, (text) => withBlock(text, lines))]);
  },
  undoes: (wish) => [edit(wish, (text) => (text === undefined ? undefined : withoutBlock(text)))],
  after: () => 'git asks tokenkeep from now on; say which token is meant where with tokenkeep edit NAME --git ADDRESS',
};
