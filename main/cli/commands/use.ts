import type { Lent } from '../../../shared/agent.ts';
import { parseDuration } from '../../../shared/time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';

export interface GetOptions {
  readonly tool?: string;
  readonly raw?: boolean;
  readonly minLife?: string;
  readonly scope?: readonly string[];
  readonly audience?: readonly string[];
  readonly for?: string;
  readonly wait?: boolean;
}

/** The value and a line end, as a shell's `$(…)` expects it; `--raw` gives the bytes alone. */
export async function get(context: Context, token: string, options: GetOptions): Promise<Exit> {
  const { tool, raw, minLife, scope, audience } = options;
  const minLifeMs = minLife === undefined ? undefined : Number(minLife) * 1000;
  if (minLifeMs !== undefined && !(Number.isSafeInteger(minLifeMs) && minLifeMs >= 0)) {
    return fail({ code: 'bad-input', field: '--min-life', need: 'a number of seconds' });
  }
  const forMs = options.for === undefined ? undefined : parseDuration(options.for);
  if (options.for !== undefined && forMs === undefined) {
    return fail({ code: 'bad-input', field: '--for', need: 'a duration such as 15m' });
  }
  const input = { token, tool, minLifeMs, forMs, scopes: listOf(scope), audience: listOf(audience) };
  const lent = await askVault(context, 'get', { ...input, wait: options.wait ?? context.interactive });
  if (!lent.ok) return fail(lent.failure);
  tellLent(context, lent.value, raw === true);
  return exits.done;
}

const listOf = (words: readonly string[] | undefined): string[] | undefined =>
  words === undefined ? undefined : [...words];

function tellLent({ json, interactive }: Context, { token, value, fields, lease }: Lent, raw: boolean): void {
  const ends = lease === undefined ? {} : { lease: { ...lease, endsAt: new Date(lease.endsAt).toISOString() } };
  if (json) answerJson({ name: token, value, fields, ...ends });
  else process.stdout.write(raw ? value : `${value}\n`);
  if (!json && fields !== undefined)
    hint(`of use only with its ${Object.keys(fields).join(' and ')}, which --json shows`);
  if (interactive && lease?.narrowed === false) hint('the whole token was lent; it lives on when the lease is over');
}

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
