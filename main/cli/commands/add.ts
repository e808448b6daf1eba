import type { Added } from '../../../shared/commands/keeping.ts';
import type { Ask } from '../../../shared/contract.ts';
import { succeeded } from '../../../shared/result.ts';
import { instant } from '../../../shared/time.ts';
import { cleanedWords, evidenceWords, expiryWords, statusWords, warningWords } from '../../../shared/words.ts';
import { failureWords } from '../../../shared/words-failure.ts';
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
  const pasted = mint
    ? succeeded({ kind: 'none' } as const)
    : await settlePaste(context, pasteOf(read.value.value, options));
  if (!pasted.ok) return fail(pasted.failure, pasteAdvice(pasted.failure));
  const added = await askVault(context, 'add', {
    label,
    pasted: pasted.value,
    ...factsOf(options),
    ...(options.field === undefined ? {} : { fields: read.value.fields }),
  });
  if (!added.ok) return fail(added.failure, pasteAdvice(added.failure));
  return tell(context, 'Added', added.value);
}

export async function replace(context: Context, token: string, options: Pick<AddOptions, 'exact'>): Promise<Exit> {
  const read = await readSecrets(context, { value: true, name: token, fields: [] });
  if (!read.ok) return fail(read.failure);
  const pasted = await settlePaste(context, pasteOf(read.value.value, options));
  if (!pasted.ok) return fail(pasted.failure, pasteAdvice(pasted.failure));
  const replaced = await askVault(context, 'replace', { token, pasted: pasted.value });
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
