import path from 'node:path';
import { succeeded } from '../../../shared/result.ts';
import { withBlock, withoutBlock } from './block.ts';
import { scriptEdit, withoutScript } from './script.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const PUBLIC = 'app.terraform.io';

/** Terraform on Windows looks in other places, by other names. */
const isWindows = process.platform === 'win32';

function configOf({ home, env }: Wish): string {
  const usual = isWindows ? path.join(env['APPDATA'] ?? home, 'terraform.rc') : path.join(home, '.terraformrc');
  return env['TF_CLI_CONFIG_FILE'] || usual;
}

function script(wish: Wish): Edit {
  const { home, env, at = PUBLIC, self, token } = wish;
  const base = isWindows ? path.join(env['APPDATA'] ?? home, 'terraform.d') : path.join(home, '.terraform.d');
  const command = [...self, 'terraform-credential', at, token];
  return scriptEdit({ folder: path.join(base, 'plugins'), name: 'terraform-credentials-tokenkeep', command });
}

const edit = (wish: Wish, next: Edit['next']): Edit => ({ file: configOf(wish), mode: 0o600, next });

export const terraform: Tool = {
  needsToken: true,
  at: `a host; else ${PUBLIC}`,
  makes: (wish) =>
    succeeded([
      script(wish),
      edit(wish, (text) =>
        // Terraform takes one such block and no more.
        /^\s*credentials_helper\b/m.test(withoutBlock(text ?? ''))
          ? refuse('the configuration', 'no other credentials_helper in it')
          : succeeded(withBlock(text, ['credentials_helper "tokenkeep" {', '  args = []', '}'])),
      ),
    ]),
  undoes: (wish) => [
    withoutScript(script(wish)),
    edit(wish, (text) => succeeded(text === undefined ? undefined : withoutBlock(text))),
  ],
  after: () => 'terraform asks tokenkeep from now on',
};
