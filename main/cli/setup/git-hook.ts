import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { succeeded, type Result } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/failure.ts';
import { withoutBlock } from './block.ts';
import { commandLine, quoted } from './self.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const SHELL = '#!/bin/sh\n';

/** Where git itself looks: `core.hooksPath` and work trees of their own are its affair. */
function hookOf({ at }: Wish): string | undefined {
  const asked = ['-C', path.resolve(at ?? '.'), 'rev-parse', '--path-format=absolute', '--git-path', 'hooks'];
  const told = spawnSync('git', asked, { encoding: 'utf8', timeout: 10_000 });
  return told.status === 0 ? path.join(told.stdout.replace(/\r?\n$/, ''), 'pre-commit') : undefined;
}

/** A commit stops where one of ours is in it, and where that could not be told; it goes on where this program is there no more. */
const linesOf = ({ self }: Wish): readonly string[] => [
  '# tokenkeep setup: begin',
  `if command -v ${quoted(self[0] ?? '')} >/dev/null 2>&1; then`,
  `  ${commandLine([...self, 'scan', '--staged', '.'])} || {`,
  `    echo 'tokenkeep: hint: nothing was committed; git commit --no-verify leaves this check out' >&2`,
  '    exit 1',
  '  }',
  'fi',
  '# tokenkeep setup: end',
];

/** Before what is there already: a hook may end anywhere. */
function withHook(text: string | undefined, wish: Wish): Result<string, Failure> {
  const rest = withoutBlock(text ?? SHELL);
  const [first = ''] = rest.split('\n', 1);
  if (!/^#!.*\b(?:ba|da|k|z)?sh\b/.test(first))
    return refuse('--hook', 'a hook that is a script of a shell: the one that is there is none');
  const head = `${first}\n`;
  return succeeded(`${head}\n${linesOf(wish).join('\n')}\n${rest.slice(head.length)}`);
}

const edit = (file: string, next: Edit['next']): Edit => ({ file, mode: 0o755, next });

/** What is staged is looked at before each commit of one repository. */
export const gitHook: Tool = {
  needsToken: false,
  at: 'a folder of the repository; else this one',
  makes(wish) {
    const file = hookOf(wish);
    if (file === undefined) return refuse('--hook', 'a repository of git');
    return succeeded([edit(file, (text) => withHook(text, wish))]);
  },
  undoes(wish) {
    const file = hookOf(wish);
    if (file === undefined) return [];
    return [
      edit(file, (text) => {
        const rest = text === undefined ? undefined : withoutBlock(text);
        return succeeded(rest === SHELL && text !== SHELL ? undefined : rest);
      }),
    ];
  },
  after: () => 'before each commit here, what is staged is searched for your tokens',
};
