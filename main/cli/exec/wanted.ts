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

/** A token that is wanted, and what is wanted of the fields beside its value. */
export interface Group {
  readonly own: Wanted;
  readonly parts: readonly { readonly variable: string; readonly field: string }[];
}

/** `B=NAME/field` goes with the first `A=NAME`: what belongs together is borrowed together. */
export function groupsOf(wanted: readonly Wanted[]): readonly Group[] {
  const whole = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));
  const isPart = ({ name }: Wanted): boolean => wanted.some((other) => other.name === whole(name));
  const owns = wanted.filter((one) => !isPart(one));
  return owns.map((own) => {
    const isFirst = owns.find(({ name }) => name === own.name) === own;
    const parts = isFirst ? wanted.filter((one) => isPart(one) && whole(one.name) === own.name) : [];
    return {
      own,
      parts: parts.map(({ variable, name }) => ({ variable, field: name.slice(own.name.length + 1) })),
    };
  });
}

interface LentGroup {
  readonly values: readonly (readonly [variable: string, value: string])[];
  readonly leases: readonly string[];
}

/** All of it or nothing. What is no field of the token may be a token of that name. */
export async function lendGroup(
  context: Context,
  { own, parts }: Group,
  ask: Omit<AgentAsk<'get'>, 'token'>,
): Promise<Result<LentGroup, Failure>> {
  const fields = parts.map(({ field }) => field);
  const first = await lendNamed(context, { ...ask, token: own.name, ...(fields.length === 0 ? {} : { fields }) });
  if (!first.ok) return first;
  const { value, fields: beside = {}, lease } = first.value;
  const leases = idsOf(lease);
  const values: (readonly [string, string])[] = [[own.variable, value]];
  for (const { variable, field } of parts) {
    const lent = await partOf(beside[field], () => lendNamed(context, { ...ask, token: `${own.name}/${field}` }));
    if (!lent.ok) {
      for (const id of leases) await askVault(context, 'endLease', { id });
      return lent;
    }
    values.push([variable, lent.value.value]);
    leases.push(...idsOf(lent.value.lease));
  }
  return succeeded({ values, leases });
}

const partOf = async (
  text: string | undefined,
  otherwise: () => Promise<Result<Lent, Failure>>,
): Promise<Result<Pick<Lent, 'value' | 'lease'>, Failure>> =>
  text === undefined ? otherwise() : succeeded({ value: text });

const idsOf = (lease: Lent['lease']): string[] => (lease === undefined ? [] : [lease.id]);
