import type { AgentAsk, Lent } from '../../../shared/agent.ts';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';

/** `VAR=NAME` as it was written. */
export interface Wanted {
  readonly variable: string;
  readonly name: string;
}

export function readWanted(texts: readonly string[], field: string): Result<readonly Wanted[], Failure> {
  const wanted = texts.map((text) => {
    const [, variable = '', name = ''] = /^([^=\0]+)=([^\0]+)$/.exec(text) ?? [];
    return { variable, name };
  });
  return wanted.every(({ variable }) => variable !== '')
    ? succeeded(wanted)
    : failed({ code: 'bad-input', field, need: 'VARIABLE=NAME, with the name of a token' });
}

/** The value of `NAME`, or of a field of it as `NAME/field`; a token whose name has a slash in it comes first. */
export async function lendNamed(context: Context, ask: AgentAsk<'get'>): Promise<Result<Lent, Failure>> {
  const lent = await askVault(context, 'get', ask);
  const at = ask.token.lastIndexOf('/');
  if (lent.ok || lent.failure.code !== 'no-such-token' || at < 1) return lent;
  const [token, field] = [ask.token.slice(0, at), ask.token.slice(at + 1)];
  const part = field === '' ? lent : await askVault(context, 'get', { ...ask, token, field });
  // What was written is what is not known, not a part of it.
  return !part.ok && part.failure.code === 'no-such-token' ? lent : part;
}
