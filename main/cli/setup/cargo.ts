import path from 'node:path';
import { parse, patch } from '@decimalturn/toml-patch';
import type { Failure } from '../../../shared/failure.ts';
import { succeeded, type Result } from '../../../shared/result.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const KEY = 'credential-provider';
const PROTOCOL = 'cargo:token-from-stdout';

const configOf = ({ home, env }: Wish): string =>
  path.join(env['CARGO_HOME'] || path.join(home, '.cargo'), 'config.toml');
const edit = (wish: Wish, next: Edit['next']): Edit => ({ file: configOf(wish), mode: 0o644, next });

type Table = Record<string, unknown>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** crates.io has a table of its own; every other registry one by its name. */
const stepsOf = (at: string | undefined): readonly string[] => (at === undefined ? ['registry'] : ['registries', at]);

function tableAt(content: Table, steps: readonly string[]): Table | undefined {
  let table = content;
  for (const step of steps) {
    const next = (table[step] ??= {});
    if (!isTable(next)) return undefined;
    table = next;
  }
  return table;
}

/** That a line is ours is seen by what it starts. */
const isOurs = (provider: unknown): boolean =>
  Array.isArray(provider) && provider[0] === PROTOCOL && provider.includes('get');

function change(text: string, steps: readonly string[], value: readonly string[] | undefined): Result<string, Failure> {
  try {
    const content: unknown = parse(text);
    const table = isTable(content) ? tableAt(content, steps) : undefined;
    if (table === undefined) return refuse('the configuration', 'a file of cargo');
    const before = table[KEY];
    if (before !== undefined && !isOurs(before)) {
      return value === undefined ? succeeded(text) : refuse('--at', 'a registry that has no other provider yet');
    }
    if (value === undefined && before === undefined) return succeeded(text);
    if (value === undefined) delete table[KEY];
    else table[KEY] = value;
    return succeeded(patch(text, content));
  } catch {
    return refuse('the configuration', 'a file of cargo');
  }
}

export const cargo: Tool = {
  needsToken: true,
  at: 'a registry by its name; else crates.io',
  makes(wish) {
    if (wish.at !== undefined && !/^[\w-]+$/.test(wish.at)) return refuse('--at', 'the name of a registry');
    const provider = [PROTOCOL, ...wish.self, 'get', wish.token];
    return succeeded([edit(wish, (text) => change(text ?? '', stepsOf(wish.at), provider))]);
  },
  undoes: (wish) => [
    edit(wish, (text) => (text === undefined ? succeeded(undefined) : change(text, stepsOf(wish.at), undefined))),
  ],
  after: () => 'cargo asks tokenkeep from now on',
};
