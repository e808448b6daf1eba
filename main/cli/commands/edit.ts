import type { Failure } from '../../../shared/failure.ts';
import { succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { factsOf, type FactOptions } from '../fact-options.ts';
import { readSecrets } from '../read-secret.ts';
import { answer, answerJson, fail } from '../speak.ts';
import { tokenJson } from '../token-json.ts';
import { tokenRows } from '../token-rows.ts';

export interface EditOptions extends FactOptions {
  readonly name?: string;
}

export async function edit(context: Context, token: string, options: EditOptions): Promise<Exit> {
  const { name, field = [] } = options;
  const facts = { ...factsOf(options), ...(name === undefined ? {} : { label: name }) };
  if (Object.keys(facts).length === 0 && field.length === 0) {
    return fail({ code: 'bad-input', field: 'edit', need: 'say what to change' }, 'see tokenkeep edit --help');
  }
  const read = await readFields(context, token, field);
  if (!read.ok) return fail(read.failure);
  const edited = await askVault(context, 'edit', { token, ...facts, ...read.value });
  if (!edited.ok) return fail(edited.failure);
  if (context.json) answerJson(tokenJson(edited.value));
  else answer(tokenRows([edited.value]));
  return exits.done;
}

async function readFields(
  context: Context,
  name: string,
  keys: readonly string[],
): Promise<Result<{ fields?: Readonly<Record<string, string>> }, Failure>> {
  if (keys.length === 0) return succeeded({});
  const read = await readSecrets(context, { value: false, name, fields: keys });
  return read.ok ? succeeded({ fields: read.value.fields }) : read;
}
