import { homedir } from 'node:os';
import path from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { aws } from '../setup/aws.ts';
import { cargo } from '../setup/cargo.ts';
import { makeChanges, planChanges, type Change } from '../setup/change-file.ts';
import { changeLines } from '../setup/change-lines.ts';
import { kubectl } from '../setup/clusters.ts';
import { docker } from '../setup/docker.ts';
import { git } from '../setup/git.ts';
import { gitHook } from '../setup/git-hook.ts';
import { binOf } from '../setup/script.ts';
import { selfOf } from '../setup/self.ts';
import { terraform } from '../setup/terraform.ts';
import type { Tool, Wish } from '../setup/tool.ts';
import { gh, npm, pip } from '../setup/wrappers.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';

export interface SetupOptions {
  readonly at?: string;
  readonly hook?: boolean;
  readonly undo?: boolean;
  readonly yes?: boolean;
}

const tools: Readonly<Record<string, Tool>> = { git, docker, npm, gh, kubectl, aws, pip, cargo, terraform };

const hooks: Readonly<Record<string, Tool>> = { git: gitHook };

const namesOf = ({ hook }: SetupOptions): string => Object.keys(hook === true ? hooks : tools).join(', ');

/** Shows what it would change in a tool's own configuration, and changes it on a yes. */
export async function setup(
  context: Context,
  name: string,
  token: string | undefined,
  options: SetupOptions,
): Promise<Exit> {
  const tool = options.hook === true ? hooks[name] : tools[name];
  if (tool === undefined) return fail({ code: 'bad-input', field: 'the tool', need: namesOf(options) });
  const wish = await wishOf(context, tool, token, options);
  if (!wish.ok) return fail(wish.failure);
  const isUndone = options.undo === true;
  const edits = isUndone ? succeeded(tool.undoes(wish.value)) : tool.makes(wish.value);
  if (!edits.ok) return fail(edits.failure);
  const changes = planChanges(edits.value);
  if (!changes.ok) return fail(changes.failure);
  if (changes.value.length > 0)
    return change(context, changes.value, options, () => advise(tool, wish.value, changes.value));
  hint(isUndone ? 'there is nothing of ours to take back' : 'all is as it should be already');
  return exits.done;
}

async function change(
  context: Context,
  changes: readonly Change[],
  options: SetupOptions,
  advice: () => void,
): Promise<Exit> {
  show(context, changes);
  if (!(await isWanted(context, options))) {
    hint('nothing was changed; --yes makes the change');
    return exits.refused;
  }
  const made = makeChanges(changes, options.undo === true);
  if (!made.ok) return fail(made.failure);
  if (options.undo !== true) advice();
  return exits.done;
}

/** The name is checked at once, not when the tool first asks. */
async function wishOf(
  context: Context,
  tool: Tool,
  token: string | undefined,
  { at, undo }: SetupOptions,
): Promise<Result<Wish, Failure>> {
  const wish = { token: token ?? '', at, self: selfOf(context), home: homedir(), env: process.env };
  if (undo === true) return succeeded(wish);
  if (tool.needsToken && token === undefined) {
    return failed({ code: 'bad-input', field: 'the name', need: 'the token that the tool is to use' });
  }
  if (at !== undefined && tool.at === undefined) {
    return failed({ code: 'bad-input', field: '--at', need: 'nothing, for this tool' });
  }
  const shown = token === undefined ? undefined : await askVault(context, 'show', { token });
  return shown === undefined || shown.ok ? succeeded(wish) : shown;
}

function show({ json }: Context, changes: readonly Change[]): void {
  const told = changes.map((change) => ({ file: change.file, what: whatOf(change), lines: changeLines(change) }));
  if (json) return answerJson(told);
  const texts = told.map(({ file, what, lines }) =>
    [what === 'changed' ? file : `${file} (${what})`, ...lines]
      .map((line) => plain(line.replaceAll('\t', '  ')))
      .join('\n'),
  );
  answer(texts.join('\n\n'));
}

function whatOf({ before, after }: Change): 'new' | 'removed' | 'changed' {
  if (before === undefined) return 'new';
  return after === undefined ? 'removed' : 'changed';
}

async function isWanted({ interactive }: Context, { yes }: SetupOptions): Promise<boolean> {
  return yes === true || (interactive && (await confirm('Make this change?')));
}

function advise(tool: Tool, wish: Wish, changes: readonly Change[]): void {
  hint(tool.after(wish));
  const bin = binOf(wish);
  const isFound = (wish.env['PATH'] ?? '').split(path.delimiter).includes(bin);
  if (!isFound && changes.some(({ file }) => path.dirname(file) === bin)) {
    warning(`${bin} is not on the PATH, so what was put there is not found`);
  }
}
