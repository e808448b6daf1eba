import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { worstFirst } from '../../../shared/order.ts';
import type { KeyringState, TokenView } from '../../../shared/snapshot.ts';
import { instant } from '../../../shared/time.ts';
import { evidenceWords, remedyWords } from '../../../shared/words.ts';
import { failureWords } from '../../../shared/words-failure.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { confirm } from '../hidden-prompt.ts';
import { exitOfStates, exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, lowered, plain, warning } from '../speak.ts';
import { tokenJson } from '../token-json.ts';
import { tokenRows, tokenSheet } from '../token-rows.ts';

export async function list(context: Context): Promise<Exit> {
  const listed = await askVault(context, 'list', {});
  if (!listed.ok) return fail(listed.failure);
  const { tokens, keyring, lock } = listed.value;
  if (context.json) answerJson(sorted(tokens).map(tokenJson));
  else answer(tokenRows(tokens));
  if (tokens.length === 0) hint('nothing is kept yet; begin with tokenkeep add NAME');
  const trouble: Failure | undefined = lock.locked ? { code: 'vault-locked' } : troubleOf(keyring);
  if (trouble !== undefined) warning(lowered(failureWords(trouble).happened));
  if (lock.keeps === 'passphrase') hint('values are kept in a passphrase vault (values.json), not in a keychain');
  return exits.done;
}

/** The names are in a file of their own: they can be listed whatever the keyring does, which is said beside them. */
function troubleOf(keyring: KeyringState): Failure | undefined {
  switch (keyring.kind) {
    case 'ok':
      return undefined;
    case 'locked':
      return { code: 'keyring-locked' };
    case 'absent':
      return { code: 'keyring-absent', lack: keyring.lack };
    case 'silent':
      return { code: 'keyring-silent', afterMs: 5000 };
  }
}

export async function show(context: Context, token: string): Promise<Exit> {
  const shown = await askVault(context, 'show', { token });
  if (!shown.ok) return fail(shown.failure);
  if (context.json) answerJson(tokenJson(shown.value));
  else answer(tokenSheet(shown.value));
  return exits.done;
}

export interface CheckOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
}

export async function check(context: Context, names: readonly string[], { all, yes }: CheckOptions): Promise<Exit> {
  if (names.length > 0 && all === true) {
    return fail({ code: 'bad-input', field: '--all', need: 'it takes no names' });
  }
  const checked = await askAll(context, names, yes === true);
  if (!checked.ok) return fail(checked.failure, adviceOf(checked.failure));
  const views = sorted(checked.value);
  if (context.json) answerJson(views.map(tokenJson));
  else {
    answer(tokenRows(views));
    answer(views.map(evidenceLine).join(''));
  }
  views.forEach(hintRemedy);
  return exitOfStates(views.map(({ status }) => status.kind));
}

/** What to do about a token that is not well, and where. */
function hintRemedy({ token, status, link }: TokenView): void {
  const remedy = remedyWords(status, token.provider);
  const at = link === undefined || status.kind === 'unknown' ? '' : ` (${link})`;
  if (remedy !== undefined) hint(`${token.label}: ${lowered(remedy)}${at}`);
}

const adviceOf = ({ code }: Failure): string | undefined => (code === 'check-costs' ? 'say so with --yes' : undefined);

/** Where a look does something besides looking, a person at a terminal is asked first. */
async function askAll(
  context: Context,
  names: readonly string[],
  confirmed: boolean,
): Promise<Result<readonly TokenView[], Failure>> {
  const checked = await askVault(context, 'check', names.length === 0 ? {} : { tokens: [...names], confirmed });
  if (checked.ok || checked.failure.code !== 'check-costs' || !context.interactive) return checked;
  const { happened } = failureWords(checked.failure);
  return (await confirm(`${happened} Go on?`)) ? askAll(context, names, true) : checked;
}

const sorted = (views: readonly TokenView[]): readonly TokenView[] => [...views].sort(worstFirst);

function evidenceLine(view: TokenView): string {
  const words = evidenceWords(view, instant(Date.now()));
  return words === '' ? '' : `   ${plain(`${view.token.label}: ${words}`)}\n`;
}
