import path from 'node:path';
import { succeeded } from '../../../shared/result.ts';
import { withBlock, withoutBlock } from './block.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const configOf = ({ home, env }: Wish): string => env['AWS_CONFIG_FILE'] || path.join(home, '.aws', 'config');
const edit = (wish: Wish, next: Edit['next']): Edit => ({ file: configOf(wish), mode: 0o600, next });

/** As AWS reads a command: blanks part words, double quotes keep one together. */
const spelled = (word: string): string => (/[\s"]/.test(word) ? `"${word}"` : word);

export const aws: Tool = {
  needsToken: true,
  at: 'a profile; else tokenkeep',
  makes(wish) {
    const { at = 'tokenkeep', self, token } = wish;
    if (!/^[\w.@-]+$/.test(at)) return refuse('--at', 'a plain name of a profile');
    const header = at === 'default' ? '[default]' : `[profile ${at}]`;
    const command = [...self, 'aws-credential', token].map(spelled).join(' ');
    return succeeded([
      edit(wish, (text) =>
        withoutBlock(text ?? '')
          .split(/\r?\n/)
          .some((line) => line.trim() === header)
          ? refuse('--at', 'a profile that is not there yet')
          : succeeded(withBlock(text, [header, `credential_process = ${command}`])),
      ),
    ]);
  },
  undoes: (wish) => [edit(wish, (text) => succeeded(text === undefined ? undefined : withoutBlock(text)))],
  after: ({ at = 'tokenkeep' }) => `use it with aws --profile ${at}`,
};
