import type { AgentAsk, Lent } from '../../../shared/agent.ts';
import type { InputFailure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';

export interface GetOptions {
  readonly tool?: string;
  readonly raw?: boolean;
  readonly minLife?: string;
  readonly scope?: readonly string[];
  readonly audience?: readonly string[];
  readonly for?: string;
  readonly wait?: boolean;
}

/** Sentences, and all that makes them, are loaded only where there is something to say: tools wait for a value at each of their starts. */
const speaking = () => import('../speak.ts');

/** The value and a line end, as a shell's `$(…)` expects it; `--raw` gives the bytes alone. */
export async function get(context: Context, token: string, options: GetOptions): Promise<number> {
  const input = await inputOf(context, token, options);
  if (!input.ok) return (await speaking()).fail(input.failure);
  let isKept = true;
  const lent = await askVault(context, 'get', input.value, { passing: () => void (isKept = false) });
  if (!lent.ok) return (await speaking()).fail(lent.failure);
  await tellLent(context, lent.value, options.raw === true);
  if (!isKept && lent.value.lease !== undefined)
    (await speaking()).warning(
      'no app and no agent runs to end the lease at its time; it is ended when one starts next',
    );
  return 0;
}

async function inputOf(
  { interactive }: Context,
  token: string,
  { tool, minLife, scope, audience, wait, ...options }: GetOptions,
): Promise<Result<AgentAsk<'get'>, InputFailure>> {
  const minLifeMs = minLife === undefined ? undefined : Number(minLife) * 1000;
  if (minLifeMs !== undefined && !(Number.isSafeInteger(minLifeMs) && minLifeMs >= 0)) {
    return failed({ code: 'bad-input', field: '--min-life', need: 'a number of seconds' });
  }
  const forMs =
    options.for === undefined ? undefined : (await import('../../../shared/time.ts')).parseDuration(options.for);
  if (options.for !== undefined && forMs === undefined) {
    return failed({ code: 'bad-input', field: '--for', need: 'a duration such as 15m' });
  }
  const narrow = { scopes: listOf(scope), audience: listOf(audience) };
  return succeeded({ token, tool, minLifeMs, forMs, ...narrow, wait: wait ?? interactive });
}

const listOf = (words: readonly string[] | undefined): string[] | undefined =>
  words === undefined ? undefined : [...words];

async function tellLent(
  { json, interactive }: Context,
  { token, value, fields, lease }: Lent,
  raw: boolean,
): Promise<void> {
  const ends = lease === undefined ? {} : { lease: { ...lease, endsAt: new Date(lease.endsAt).toISOString() } };
  if (json) (await speaking()).answerJson({ name: token, value, fields, ...ends });
  else process.stdout.write(raw ? value : `${value}\n`);
  if (!json && fields !== undefined)
    (await speaking()).hint(`of use only with its ${Object.keys(fields).join(' and ')}, which --json shows`);
  if (interactive && lease?.narrowed === false)
    (await speaking()).hint('the whole token was lent; it lives on when the lease is over');
}
