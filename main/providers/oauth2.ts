import { expiryOfSeconds, refusalAt } from '../domain/expiry.ts';
import { wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { REFRESH_FIELD, type AskContext, type Facts, type Judgement, type Provider } from '../domain/provider.ts';
import { cannotTell, codeOf, heard } from './judging.ts';
import { bearer } from './parts/auth.ts';
import { clientForm, endpointOf, isIntrospection } from './oauth2-client.ts';
import { oauth2Derive } from './oauth2-derive.ts';
import { refresh } from './oauth2-refresh.ts';
import { oauth2Revoke } from './oauth2-revoke.ts';

/** Any issuer that answers introspection (RFC 7662), and renews what it issued where there is a refresh token. */
export const oauth2: Provider = {
  id: 'oauth2',
  name: 'OAuth 2.0',
  hosts: { kind: 'named' },
  fields: [
    { key: 'client-id', label: 'Client ID', secret: false, needed: true },
    { key: 'client-secret', label: 'Client secret', secret: true, needed: false },
    { key: REFRESH_FIELD, label: 'Refresh token', secret: true, needed: false },
  ],
  kinds: [
    {
      id: 'oauth2-generic',
      name: 'access token',
      names: /oauth|oidc/i,
      end: 'at-issue',
      docs: 'https://www.rfc-editor.org/rfc/rfc7662',
    },
  ],
  check: {
    kind: 'online',
    sideEffect: 'none',
    // Introspection is for clients that can prove who they are (RFC 7662 §2.1).
    can: ({ fields }) => fields.includes('client-secret'),
    discovery: endpointOf('introspection_endpoint', { isThere: isIntrospection }),
    ask,
    present: bearer,
    judge,
  },
  renew: refresh,
  revoke: oauth2Revoke,
  derive: oauth2Derive,
};

function ask(credential: Credential, { base }: AskContext): HttpRequest {
  return clientForm(base, credential, credential.access, (text) => `token=${text}&token_type_hint=access_token`);
}

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const told = heard(outcome, context);
  if (!told.ok) return told.failure;
  const { answer, body } = told.value;
  // A refusal here is of our client's own name and secret, and says nothing of the token.
  if (answer.status === 401) return cannotTell('unexpected', codeOf(body['error']) ?? 'invalid_client');
  if (answer.status !== 200 || typeof body['active'] !== 'boolean')
    return cannotTell('unexpected', codeOf(body['error']));
  // Expired, revoked, unknown and "not for you" all look the same.
  if (!body['active']) return { verdict: refusalAt(context.token.expiry, answer.at), facts: {}, said: 'inactive' };
  const begins = expiryOfSeconds(body['nbf'], 'issuer').expiry;
  const waits = begins.kind === 'at' && begins.at > answer.at;
  return {
    verdict: waits ? { kind: 'blocked', why: 'not-yet-valid' } : { kind: 'valid' },
    facts: factsOf(body),
    said: 'active',
  };
}

function factsOf(body: Fields): Facts {
  const { expiry, warnings } = expiryOfSeconds(body['exp'], 'issuer');
  const issued = expiryOfSeconds(body['iat'], 'issuer').expiry;
  return {
    expiry,
    warnings,
    scopes: wordsOf(body['scope']),
    subject: wordOf(body['username']) ?? wordOf(body['sub']) ?? wordOf(body['client_id']),
    audience: wordsOf(body['aud']),
    issuedAt: issued.kind === 'at' ? issued.at : undefined,
  };
}
