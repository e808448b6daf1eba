import { succeeded } from '../../../shared/result.ts';
import { Secret } from '../../domain/secret.ts';
import type { HttpRequest } from '../../domain/http-port.ts';
import { REFRESH_FIELD, type ActContext, type FieldRule, type Renew } from '../../domain/provider.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import { granted } from '../oauth2-answer.ts';
import { clientForm } from '../oauth2-client.ts';
import { requestOf, type Body } from './question.ts';

/** What a renewal by refresh token needs beside the value. */
export const clientFields: readonly FieldRule[] = [
  { key: 'client-id', label: 'Client ID', secret: false, needed: false },
  { key: 'client-secret', label: 'Client secret', secret: true, needed: false },
  { key: REFRESH_FIELD, label: 'Refresh token', secret: true, needed: false },
];

interface TokenEndpoint {
  readonly path: string;
  /** Where the client's secret goes: into the form, the JSON, or HTTP Basic. `none`: no client is named, and the body is JSON. */
  readonly client: 'form' | 'json' | 'basic' | 'none';
  /** The refresh token stays good however often it is used. */
  readonly reusable?: boolean | undefined;
  /** The issuer's public base has its token endpoint at another address of its own. */
  readonly elsewhere?: { readonly than: string; readonly at: string } | undefined;
}

/** A new access token by refresh token, at an endpoint that is always the same (RFC 6749 §6). */
export function refreshAt(endpoint: TokenEndpoint): Renew {
  const { client, reusable = false, elsewhere } = endpoint;
  return {
    how: 'refresh',
    repeatable: reusable,
    can: ({ hasRefresh, fields }) => hasRefresh === true && (client === 'none' || fields.includes('client-id')),
    ask(credential, context) {
      const base = context.base === elsewhere?.than ? elsewhere.at : context.base;
      return requestFor(endpoint, credential, { ...context, base });
    },
    read(outcome, before, context) {
      const told = granted(outcome, context);
      if (!told.ok) return told;
      const { access, refresh = before.refresh, facts } = told.value;
      const kept = refresh === undefined ? {} : { refresh };
      return succeeded({ credential: { access, fields: before.fields, ...kept }, facts });
    },
  };
}

function requestFor({ path, client }: TokenEndpoint, credential: Credential, context: ActContext): HttpRequest {
  const spent = credential.refresh ?? new Secret('');
  if (client === 'basic') {
    const grant = (text: string): string => `grant_type=refresh_token&refresh_token=${text}`;
    return clientForm(`${context.base}${path}`, credential, spent, grant);
  }
  const { 'client-id': id, 'client-secret': secret } = credential.fields;
  const who = client === 'none' ? {} : { client_id: id, client_secret: secret };
  const body = (): Body => ({ grant_type: 'refresh_token', refresh_token: spent, ...who });
  const inBody = client === 'form' ? { form: body } : { json: body };
  return requestOf({ method: 'POST', path, ...inBody }, credential, context);
}
