import path from 'node:path';
import { succeeded } from '../../../shared/result.ts';
import { commandLine } from './self.ts';
import { refuse, type Edit, type Wish } from './tool.ts';

const MARK = 'written by tokenkeep setup';

/** Where a user's own programs are, as the tools that look for them find them. */
export const binOf = ({ home }: Wish): string => path.join(home, '.local', 'bin');

interface Script {
  readonly folder: string;
  readonly name: string;
  /** Run in the script's place, with the arguments that it was given after these. */
  readonly command: readonly string[];
  /** Set for that command alone; what is here may use the variables of the shell. */
  readonly variables?: readonly string[];
}

/** A small program of ours that starts another. One of that name that is not ours is left alone. */
export function scriptEdit({ folder, name, command, variables = [] }: Script): Edit {
  const text =
    process.platform === 'win32'
      ? `@rem ${MARK}\r\n@${command.map((word) => `"${word}"`).join(' ')} %*\r\n`
      : `#!/bin/sh\n# ${MARK}\n${[...variables, 'exec'].join(' ')} ${commandLine(command)} "$@"\n`;
  return ownFile(path.join(folder, process.platform === 'win32' ? `${name}.cmd` : name), text);
}

/** As {@link scriptEdit}, with lines of its own. */
export const shellEdit = (file: string, lines: readonly string[]): Edit =>
  ownFile(file, ['#!/bin/sh', `# ${MARK}`, ...lines, ''].join('\n'));

function ownFile(file: string, text: string): Edit {
  return {
    file,
    mode: 0o755,
    next: (before) =>
      before === undefined || before.includes(MARK)
        ? succeeded(text)
        : refuse(path.basename(file), `another place: ${file} is there already and is not ours`),
  };
}

/** Takes it away where it is ours. */
export const withoutScript = (edit: Edit): Edit => ({
  ...edit,
  next: (before) => succeeded(before?.includes(MARK) === true ? undefined : before),
});
