import type { Token, TokenId } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { fieldsFor } from '../domain/kind.ts';
import type { Provider } from '../domain/provider.ts';
import type { Secret } from '../domain/secret.ts';
import { leadsOf } from '../domain/status.ts';
import { mostUrgent } from '../domain/warning.ts';
import { partsOf } from './fields.ts';

export function blankToken(id: TokenId, label: string, provider: string, digest: string, at: Token['addedAt']): Token {
  const expiry = { kind: 'unknown' } as const;
  const lists = { consumers: [], audience: [], scopes: [], fields: [], warnings: [] };
  return { id, vault: 'personal', label, provider, digest, addedAt: at, expiry, standing: { misses: 0 }, ...lists };
}

export function knownNow(token: Token, now: Token['addedAt'], leads: Parameters<typeof leadsOf>[1]): Token {
  if (token.expiry.kind !== 'at') return token;
  const expiresAt = token.expiry.at;
  const lead = mostUrgent(leadsOf(token, leads), expiresAt, now);
  return lead === undefined || expiresAt <= now ? token : { ...token, warned: { expiresAt, lead, at: now } };
}

export function credentialOf(access: Secret, given: Readonly<Record<string, string>> = {}): Credential {
  const { refresh, fields } = partsOf(given);
  return { access, fields, ...(refresh === undefined ? {} : { refresh }) };
}

export function missingField(
  provider: Provider | undefined,
  fields: Readonly<Record<string, string>> | undefined,
  kind?: string,
): string | undefined {
  const asked = provider === undefined ? [] : fieldsFor(provider, kind);
  return asked.find(({ key, needed }) => needed && (fields?.[key] ?? '') === '')?.key;
}

/** What was given, and what is usual where nothing was. */
export function withUsual(
  provider: Provider | undefined,
  kind: string | undefined,
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const usual = (provider === undefined ? [] : fieldsFor(provider, kind)).flatMap(({ key, usual: text }) =>
    text === undefined ? [] : [[key, text]],
  );
  return { ...Object.fromEntries(usual), ...given };
}
