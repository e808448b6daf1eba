import type { Token } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { REFRESH_FIELD } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';

type Given = Readonly<Record<string, string>>;

/** Fields as a person gave them, at their places in a credential. An empty refresh token is none. */
export function partsOf(given: Given): Pick<Credential, 'refresh' | 'fields'> {
  const { [REFRESH_FIELD]: refresh = '', ...rest } = given;
  const fields = Object.fromEntries(Object.entries(rest).map(([key, text]) => [key, new Secret(text)]));
  return refresh === '' ? { fields } : { fields, refresh: new Secret(refresh) };
}

/** What the catalog says of them: their names, and that there is a refresh token. */
export function fieldFacts(given: Given, before: readonly string[] = []): Pick<Token, 'fields' | 'hasRefresh'> {
  const { [REFRESH_FIELD]: refresh, ...rest } = given;
  const fields = [...new Set([...before, ...Object.keys(rest)])];
  return refresh === undefined ? { fields } : { fields, hasRefresh: refresh !== '' };
}
