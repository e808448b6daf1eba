import { succeeded } from '../../../shared/result.ts';
import { Secret } from '../../domain/secret.ts';
import type { HttpRequest } from '../../domain/http-port.ts';
import { REFRESH_FIELD, type ActContext, type FieldRule, type Renew } from '../../domain/provider.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import { granted } from '../oauth2-answer.ts';
import { clientBasic } from './auth.ts';
import { canFill, requestOf, type Body, type Question } from './question.ts';

/** What a renewal by refresh token needs beside the value. */
export const clientFields: readonly FieldRule[] = [
  { key: 'client-id', label: 'Client ID', secret: false, needed: false },
  { key: 'client-secret', label: 'Client secret', secret: true, needed: false },
  { key: REFRESH_FIELD, label: 'Refresh token', secret: true, needed: false },
];

/** The same, asked for with some kinds alone. */
export const clientFieldsOf = (...kinds: readonly string[]): readonly FieldRule[] =>
  clientFields.map((field) => ({ ...field, kinds }));

interface TokenEndpoint extends Pick<Question, 'path' | 'elsewhere'> {
  /** Where the client's secret goes: into the body, a form or JSON, or into HTTP Basic before it. `none`: JSON that names no client. */
  readonly client: 'form' | 'json' | 'basic' | 'basic-json' | 'none';
  /** The refresh token stays good however often it is used. */
  readonly reusable?: boolean | undefined;
  /** The address that the sign-in came back to has to be named again: the field `redirect-uri`. */
  readonly redirect?: boolean | undefined;
}

/** A new access token by refresh token, at an endpoint that is always the same (RFC 6749 §6). */
export function refreshAt(endpoint: TokenEndpoint): Renew {
  const { client, reusable = false } = endpoint;
  return {
    how: 'refresh',
    repeatable: reusable,
    can: (token) =>
      token.hasRefresh === true &&
      (client === 'none' || token.fields.includes('client-id')) &&
      canFill(endpoint, token),
    ask: (credential, context) => requestFor(endpoint, credential, context),
    read(outcome, before, context) {
      const told = granted(outcome, context);
      if (!told.ok) return told;
      const { access, refresh = before.refresh, facts } = told.value;
      const kept = refresh === undefined ? {} : { refresh };
      return succeeded({ credential: { access, fields: before.fields, ...kept }, facts });
    },
  };
}

function requestFor(
  { client, redirect, ...place }: TokenEndpoint,
  credential: Credential,
  context: ActContext,
): HttpRequest {
  const { 'client-id': id, 'client-secret': secret, 'redirect-uri': back } = credential.fields;
  const grant = { grant_type: 'refresh_token', refresh_token: credential.refresh ?? new Secret('') };
  const isInHeader = client.startsWith('basic') && secret !== undefined;
  const who = client === 'none' || isInHeader ? {} : { client_id: id, client_secret: secret };
  const body = (): Body => ({ ...grant, ...who, ...(redirect === true ? { redirect_uri: back } : {}) });
  const inBody = client === 'form' || client === 'basic' ? { form: body } : { json: body };
  const auth = isInHeader ? { auth: clientBasic } : {};
  return requestOf({ method: 'POST', ...place, ...auth, ...inBody }, credential, context);
}
