import path from 'node:path';
import { succeeded } from '../../../shared/result.ts';
import { commandLine, quoted } from './self.ts';
import { binOf, scriptEdit, shellEdit, withoutScript } from './script.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

/** A program beside the tool, that runs it with the value in its environment alone. */
function wrapper(tool: string, variable: (wish: Wish) => string, at?: string): Tool {
  const script = (wish: Wish): Edit => {
    const command = [...wish.self, 'exec', '-e', `${variable(wish)}=${wish.token}`, '--', tool];
    return scriptEdit({ folder: binOf(wish), name: `tokenkeep-${tool}`, command });
  };
  return {
    needsToken: true,
    at,
    makes: (wish) => succeeded([script(wish)]),
    undoes: (wish) => [withoutScript(script(wish))],
    after: () => `run tokenkeep-${tool} where you ran ${tool}`,
  };
}

const NPM_REGISTRY = 'registry.npmjs.org';
const hostOf = (address: string): string => address.replace(/^https?:/, '').replace(/^\/+|\/+$/g, '');

export const gh = wrapper('gh', () => 'GH_TOKEN');
/** npm reads any of its settings from the environment, one for a registry too. */
export const npm = wrapper(
  'npm',
  ({ at = NPM_REGISTRY }) => `npm_config_//${hostOf(at)}/:_authToken`,
  'a registry; else the public one',
);

const folderOf = (wish: Wish): string => path.join(wish.home, '.local', 'share', 'tokenkeep-pip');

function pipScripts(wish: Wish): readonly Edit[] {
  const { at = '', token, self } = wish;
  const host = /^https?:\/\/([^/@]+)/.exec(at)?.[1] ?? '';
  const folder = folderOf(wish);
  const index = at.replace('://', '://__token__@');
  return [
    // By pip's keyring protocol, so that the value is in no address and in no environment.
    shellEdit(path.join(folder, 'keyring'), [
      `case "$1 $2" in "get "*${quoted(host)}*) exec ${commandLine([...self, 'get', token])} ;; esac`,
      'exit 1',
    ]),
    shellEdit(path.join(binOf(wish), 'tokenkeep-pip'), [
      `PATH=${quoted(folder)}:"$PATH" PIP_KEYRING_PROVIDER=subprocess PIP_INDEX_URL=${quoted(index)} exec pip "$@"`,
    ]),
  ];
}

export const pip: Tool = {
  needsToken: true,
  at: 'the address of the package index',
  makes(wish) {
    if (process.platform === 'win32') return refuse('pip', 'a POSIX shell, which Windows has not');
    return /^https?:\/\/[^/@\s]+\/\S*$/.test(wish.at ?? '')
      ? succeeded(pipScripts(wish))
      : refuse('--at', 'the address of the package index, such as https://pypi.example/simple/');
  },
  undoes: (wish) => pipScripts(wish).map(withoutScript),
  after: () => 'run tokenkeep-pip where you ran pip',
};
