import { instant } from '../../../shared/time.ts';
import { expiryWords } from '../../../shared/words.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, plain } from '../speak.ts';
import { tokenJson } from '../token-json.ts';

export async function refresh(context: Context, token: string): Promise<Exit> {
  const refreshed = await askVault(context, 'refresh', { token });
  if (!refreshed.ok) return fail(refreshed.failure);
  const view = refreshed.value;
  if (context.json) answerJson(tokenJson(view));
  else answer(plain(`Refreshed ${view.token.label}. ${expiryWords(view.token.expiry, instant(Date.now()))}.`));
  return exits.done;
}
