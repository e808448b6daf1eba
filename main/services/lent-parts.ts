import type { AgentAsked, Lent } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Provider } from '../domain/provider.ts';

export type Parts = Pick<Lent, 'value' | 'fields'>;
type Wanted = Pick<AgentAsked<'get'>, 'field' | 'fields'>;

/** What a whole credential gives of what was asked for. */
export function partsOf(
  { label, fields }: Token,
  provider: Provider | undefined,
  credential: Credential,
  wanted: Wanted,
): Result<Parts, Failure> {
  // What values are minted from never leaves: it would be more than any of them.
  if (provider?.minted !== undefined && asksForRoot(provider, wanted))
    return failed({ code: 'refused-by-policy', name: label });
  const value = partOf(credential, wanted.field);
  const names = fields.length === 0 ? 'it has none' : `one of ${fields.join(', ')}`;
  return value === undefined
    ? failed({ code: 'bad-input', field: 'field', need: names })
    : succeeded({ value, ...beside(credential, wanted.fields ?? []) });
}

/** What a credential that was made for its borrower gives: all of it, since no part of it is of use alone. */
export function allParts(credential: Credential, { field }: Wanted): Parts {
  const own = Object.keys(credential.fields);
  const value = partOf(credential, field) ?? credential.access.use((text) => text);
  return { value, ...beside(credential, own) };
}

function asksForRoot({ fields }: Provider, { field, fields: more = [] }: Wanted): boolean {
  return fields.some(({ key, secret }) => secret && (key === field || more.includes(key)));
}

function beside(credential: Credential, wanted: readonly string[]): Pick<Lent, 'fields'> {
  const kept = wanted.flatMap((name) => {
    const text = partOf(credential, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return kept.length === 0 ? {} : { fields: Object.fromEntries(kept) };
}

function partOf({ access, fields }: Credential, field: string | undefined): string | undefined {
  const part = field === undefined ? access : Object.hasOwn(fields, field) ? fields[field] : undefined;
  return part?.use((text) => text);
}
