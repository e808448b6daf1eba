import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';

export async function copy(context: Context, token: string, { clearAfter }: { clearAfter?: string }): Promise<Exit> {
  const clearAfterMs = clearAfter === undefined ? undefined : Number(clearAfter) * 1000;
  if (clearAfterMs !== undefined && !Number.isSafeInteger(clearAfterMs)) {
    return fail({ code: 'bad-input', field: '--clear-after', need: 'a number of seconds' });
  }
  const input = { token, ...(clearAfterMs === undefined ? {} : { clearAfterMs }) };
  const copied = await askVault(context, 'copy', input, { alone: { code: 'no-desktop' } });
  if (!copied.ok) return fail(copied.failure);
  const { label, clearsAt, hidden, provable } = copied.value;
  if (context.json) answerJson({ name: label, clearsAt: new Date(clearsAt).toISOString(), hidden, provable });
  else hint(`${label} is on the clipboard for ${Math.ceil((clearsAt - Date.now()) / 1000)} s`);
  if (!hidden) warning('a clipboard history may keep it: this desktop cannot be told to look away');
  if (!provable) warning('whether it was cleared cannot be proved on this desktop');
  return exits.done;
}

export async function forget(context: Context, token: string): Promise<Exit> {
  const forgotten = await askVault(context, 'forget', { token });
  if (!forgotten.ok) return fail(forgotten.failure);
  const { label, provider } = forgotten.value;
  if (context.json) answerJson({ name: label, provider });
  else answer(plain(`Forgot ${label}: it is gone from here.`));
  warning(`it still works at ${provider} until it is revoked there or expires`);
  return exits.done;
}

export async function open(context: Context, token: string | undefined): Promise<Exit> {
  const opened = await askVault(context, 'open', token === undefined ? {} : { token }, {
    alone: { code: 'no-window' },
  });
  if (!opened.ok) return fail(opened.failure);
  if (context.json) answerJson(opened.value);
  return exits.done;
}
