import { failed, succeeded, type Result } from '../../shared/result.ts';
import { expiryOfSeconds, refusalAt } from '../domain/expiry.ts';
import { wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { Credential, HttpOutcome, HttpRequest } from '../domain/ports.ts';
import type { AskContext, Facts, Judgement, Provider } from '../domain/provider.ts';
import type { Secret } from '../domain/secret.ts';
import { base64OfAscii } from './base64.ts';
import { cannotTell, codeOf, heard } from './judging.ts';

/** Any issuer that answers introspection (RFC 7662). The host is the issuer, or its introspection endpoint where the path says so. */
export const oauth2: Provider = {
  id: 'oauth2',
  name: 'OAuth 2.0 introspection',
  hosts: { kind: 'named' },
  fields: [
    { key: 'client-id', label: 'Client ID', secret: false, needed: true },
    { key: 'client-secret', label: 'Client secret', secret: true, needed: true },
  ],
  recognise: () => [],
  check: { kind: 'online', sideEffect: 'none', discovery: { ask: document, read }, ask, judge },
};

function document({ base }: AskContext): HttpRequest | undefined {
  if (/\/[^/]*introspect[^/]*$/i.test(base)) return undefined;
  return { method: 'GET', url: `${base}/.well-known/openid-configuration`, headers: { accept: 'application/json' } };
}

/** The issuer is pinned to the host the user named, and the endpoint to its origin: client secret and token go nowhere else. */
function read(outcome: HttpOutcome, context: AskContext): Result<string, Judgement> {
  const { base } = context;
  const told = heard(outcome, context);
  if (!told.ok) return told;
  const [issuer, endpoint] = [told.value.body['issuer'], told.value.body['introspection_endpoint']];
  if (told.value.answer.status !== 200) return failed(cannotTell('unexpected', 'no discovery document'));
  if (typeof issuer !== 'string' || issuer.replace(/\/$/, '') !== base)
    return failed(cannotTell('unexpected', 'issuer differs'));
  if (typeof endpoint !== 'string') return failed(cannotTell('unexpected', 'no introspection endpoint'));
  return originOf(endpoint) === originOf(base) && originOf(base) !== undefined
    ? succeeded(endpoint)
    : failed(cannotTell('unexpected', 'endpoint at another origin'));
}

/** Only plain authorities are compared: one with a user part, a backslash or a blank inside equals no other. */
function originOf(url: string): string | undefined {
  const [, scheme = '', host = '', port] =
    /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+))?(?:\/[^\s\\]*)?$/i.exec(url) ?? [];
  if (scheme === '') return undefined;
  return `${scheme}://${host}:${port ?? (scheme.toLowerCase() === 'https' ? '443' : '80')}`.toLowerCase();
}

function ask({ access, fields }: Credential, { base }: AskContext): HttpRequest {
  return {
    method: 'POST',
    url: base,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      authorization: basic(fields['client-id'], fields['client-secret']),
    },
    body: access.map((value) => `token=${formEncoded(value)}&token_type_hint=access_token`),
  };
}

/** Both halves are form-encoded first (RFC 6749 §2.3.1), which also leaves nothing but ASCII. */
function basic(id: Secret | undefined, secret: Secret | undefined): string | Secret {
  if (id === undefined || secret === undefined) return '';
  return id.use((name) => secret.map((word) => `Basic ${base64OfAscii(`${formEncoded(name)}:${formEncoded(word)}`)}`));
}

const formEncoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
    .replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');

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
