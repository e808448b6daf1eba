import path from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { succeeded } from '../../../shared/result.ts';
import { binOf, scriptEdit, withoutScript } from './script.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const NAME = 'tokenkeep';

const configOf = ({ home, env }: Wish): string =>
  path.join(env['DOCKER_CONFIG'] || path.join(home, '.docker'), 'config.json');

const script = (wish: Wish): Edit =>
  scriptEdit({ folder: binOf(wish), name: `docker-credential-${NAME}`, command: [...wish.self, 'docker-credential'] });

interface Config {
  readonly credsStore?: unknown;
  readonly credHelpers?: Readonly<Record<string, unknown>>;
}

const put = (text: string, place: readonly string[], value: unknown): string =>
  applyEdits(text, modify(text, [...place], value, { formattingOptions: { insertSpaces: false, tabSize: 1 } }));

export const docker: Tool = {
  needsToken: false,
  at: 'a registry such as registry.example:5000; else all of them',
  makes(wish) {
    const config: Edit = {
      file: configOf(wish),
      mode: 0o600,
      next(before) {
        const text = before ?? '{}\n';
        const { credsStore } = (parse(text) ?? {}) as Config;
        if (wish.at !== undefined) return succeeded(put(text, ['credHelpers', wish.at], NAME));
        return credsStore === undefined || credsStore === NAME
          ? succeeded(put(text, ['credsStore'], NAME))
          : refuse('--at', `the registry that is meant, since docker keeps the rest with another helper`);
      },
    };
    return succeeded([script(wish), config]);
  },
  undoes(wish) {
    const config: Edit = { file: configOf(wish), mode: 0o600, next: (text) => succeeded(without(text)) };
    return [withoutScript(script(wish)), config];
  },
  after: () => 'docker login keeps its passwords in tokenkeep from now on',
};

function without(before: string | undefined): string | undefined {
  if (before === undefined) return undefined;
  const { credsStore, credHelpers = {} } = (parse(before) ?? {}) as Config;
  const ours = Object.keys(credHelpers).filter((registry) => credHelpers[registry] === NAME);
  const rest = ours.reduce((text, registry) => put(text, ['credHelpers', registry], undefined), before);
  const isEmpty = ours.length > 0 && ours.length === Object.keys(credHelpers).length;
  const bare = isEmpty ? put(rest, ['credHelpers'], undefined) : rest;
  const left = credsStore === NAME ? put(bare, ['credsStore'], undefined) : bare;
  return left !== before && Object.keys((parse(left) ?? {}) as object).length === 0 ? undefined : left;
}
