import type { Added } from '../../../shared/commands/keeping.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { succeeded } from '../../../shared/result.ts';
import { instant } from '../../../shared/time.ts';
import { cleanedWords, evidenceWords, expiryWords, statusWords, warningWords } from '../../../shared/words.ts';
import { failureWords } from '../../../shared/words-failure.ts';
import { askEnd, askFields } from '../ask-more.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { factsOf, type FactOptions } from '../fact-options.ts';
import { readSecrets } from '../read-secret.ts';
import { guessLine, pasteAdvice, settlePaste } from '../settle-paste.ts';
import { answer, answerJson, fail, lowered, plain, warning } from '../speak.ts';
import { tokenJson } from '../token-json.ts';

export interface AddOptions extends FactOptions {
  readonly exact?: boolean;
  readonly mint?: boolean;
}

export async function add(context: Context, label: string, options: AddOptions): Promise<Exit> {
  const { mint = false, field = [] } = options;
  const read = await readSecrets(context, { value: !mint, name: label, fields: field });
  if (!read.ok) return fail(read.failure);
  const settled = mint ? succeeded(NOTHING_PASTED) : await settle(context, read.value.value, options);
  if (!settled.ok) return fail(settled.failure, pasteAdvice(settled.failure));
  const { pasted, guess } = settled.value;
  const fields = await askFields(context, guess, read.value.fields);
  const facts = { ...factsOf(options), ...(Object.keys(fields).length === 0 ? {} : { fields }) };
  const added = await askVault(context, 'add', { label, pasted, ...facts });
  if (!added.ok) return fail(added.failure, pasteAdvice(added.failure) ?? fieldAdvice(added.failure));
  return tell(context, 'Added', await dated(context, added.value, options.expires));
}

const NOTHING_PASTED = { pasted: { kind: 'none' }, guess: undefined } as const;

function settle(context: Context, value: string, options: AddOptions): ReturnType<typeof settlePaste> {
  const { provider, host } = options;
  const said = { ...(provider !== undefined && { provider }), ...(host !== undefined && { host }) };
  return settlePaste(context, pasteOf(value, options), said);
}

/** Where only its keeper can know when it ends, they are asked once. */
async function dated(context: Context, added: Added, said: string | undefined): Promise<Added> {
  const expires = said === undefined ? await askEnd(context, added) : undefined;
  if (expires === undefined) return added;
  const edited = await askVault(context, 'edit', { token: added.view.token.id, expires });
  if (edited.ok) return { ...added, view: edited.value };
  warning(lowered(failureWords(edited.failure).happened));
  return added;
}

/** A field that is missing is given by an option of its own. */
const fieldAdvice = (failure: Failure): string | undefined =>
  failure.code === 'bad-input' && failure.need === 'this kind of token needs it'
    ? `give it with --field ${failure.field}, after the value`
    : undefined;

export async function replace(context: Context, token: string, options: Pick<AddOptions, 'exact'>): Promise<Exit> {
  const read = await readSecrets(context, { value: true, name: token, fields: [] });
  if (!read.ok) return fail(read.failure);
  const pasted = await settlePaste(context, pasteOf(read.value.value, options));
  if (!pasted.ok) return fail(pasted.failure, pasteAdvice(pasted.failure));
  const replaced = await askVault(context, 'replace', { token, pasted: pasted.value.pasted });
  if (!replaced.ok) return fail(replaced.failure, pasteAdvice(replaced.failure));
  return tell(context, 'Replaced the value of', replaced.value);
}

type Pasted = Extract<Ask<'add'>['pasted'], { kind: 'value' }>;
const pasteOf = (text: string, { exact }: Pick<AddOptions, 'exact'>): Pasted => ({
  kind: 'value',
  text,
  exact: exact ?? false,
});

function tell({ json }: Context, done: string, added: Added): Exit {
  const { view, cleaned, duplicateOf, guesses, length, unminted } = added;
  const now = instant(Date.now());
  const told = { guesses, cleaned, duplicateOf: duplicateOf ?? null, length, unminted: unminted?.code };
  if (json) answerJson({ ...tokenJson(view), ...told });
  else {
    const guess = guesses[0]?.provider === view.token.provider ? guessLine(added) : `Kept as ${view.token.provider}.`;
    const known = [evidenceWords(view, now), `${expiryWords(view.token.expiry, now)}.`].filter((words) => words !== '');
    answer(plain(`${done} ${view.token.label}. ${guess}`));
    answer(plain(`${statusWords(view, now)}. ${known.join(' ')}`));
  }
  if (unminted !== undefined)
    warning(`no value was minted yet, and it is tried again by itself: ${lowered(failureWords(unminted).happened)}`);
  if (cleaned.length > 0) warning(`not kept, as it is no part of the value: ${cleaned.map(cleanedWords).join(', ')}`);
  if (duplicateOf !== undefined) warning(`the same value is kept already as ${duplicateOf}`);
  for (const each of view.token.warnings) warning(lowered(warningWords(each)));
  return exits.done;
}
