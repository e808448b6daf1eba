import { failed, succeeded, type Result } from '../../shared/result.ts';
import { later } from '../../shared/time.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordsOf, type Fields } from '../domain/json.ts';
import { clockDrift } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Proof, Renew } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { codeOf } from './judging.ts';
import { clientForm, endpointOf } from './oauth2-client.ts';

/** RFC 6749 §6. A refresh token may be good for one use alone, so a request is never sent twice unproven. */
export const refresh: Renew = {
  how: 'refresh',
  repeatable: false,
  discovery: endpointOf('token_endpoint'),
  can: ({ hasRefresh }) => hasRefresh === true,
  ask,
  read,
  proof: proof(),
};

function ask(credential: Credential, { base }: ActContext): HttpRequest {
  const spent = credential.refresh ?? new Secret('');
  return clientForm(base, credential, spent, (text) => `grant_type=refresh_token&refresh_token=${text}`);
}

function read(outcome: HttpOutcome, credential: Credential, context: ActContext): Result<Issued, ActRefusal> {
  const silent = unsettled(outcome, context);
  if (silent !== undefined || outcome.kind === 'silent') {
    return failed(silent ?? { kind: 'lost', cause: 'unexpected' });
  }
  const body = outcome.cut ? undefined : fieldsOf(parseJson(outcome.body));
  if (outcome.status >= 300) return failed(refusalOf(outcome.status, body));
  const issued = body === undefined ? undefined : issuedOf(body, credential, outcome);
  // It was answered with a yes that cannot be read: the new refresh token may have been in it.
  return issued === undefined ? failed({ kind: 'lost', cause: 'unexpected' }) : succeeded(issued);
}

function refusalOf(status: number, body: Fields | undefined): ActRefusal {
  const code = codeOf(body?.['error']);
  const said = code ?? `HTTP ${status}`;
  if (code === 'temporarily_unavailable' || code === 'slow_down') return { kind: 'again', cause: 'outage' };
  if (code === 'invalid_grant') return { kind: 'no', why: 'grant', said };
  if (code === 'invalid_client' || status === 401) return { kind: 'no', why: 'client', said };
  return { kind: 'no', why: code === 'unauthorized_client' || code === 'access_denied' ? 'permission' : 'other', said };
}

/** The new refresh token where there is one, else the old, which then stays good (RFC 6749 §6). */
function issuedOf(body: Fields, before: Credential, answer: HttpAnswer): Issued | undefined {
  const access = valueOf(body['access_token']);
  if (access === undefined) return undefined;
  const refreshed = valueOf(body['refresh_token']) ?? before.refresh;
  // Lengths count from receipt, told by the issuer's clock, as its other ends are.
  const receivedAt = later(answer.at, clockDrift(answer));
  const ends = expiryOfLength(body['expires_in'], receivedAt, 'issuer');
  const refreshEnds = expiryOfLength(body['refresh_expires_in'], receivedAt, 'issuer').expiry;
  return {
    credential: { access, fields: before.fields, ...(refreshed === undefined ? {} : { refresh: refreshed }) },
    facts: {
      expiry: ends.expiry,
      warnings: ends.warnings,
      scopes: wordsOf(body['scope']),
      issuedAt: receivedAt,
      refreshExpiresAt: refreshEnds.kind === 'at' ? refreshEnds.at : undefined,
    },
  };
}

function valueOf(value: unknown): Secret | undefined {
  return typeof value === 'string' && value !== '' ? new Secret(value) : undefined;
}

/** An old refresh token that is still active was not spent (RFC 7662). */
function proof(): Proof {
  return {
    discovery: endpointOf('introspection_endpoint'),
    ask: (credential, { base }) =>
      clientForm(
        base,
        credential,
        credential.refresh ?? new Secret(''),
        (text) => `token=${text}&token_type_hint=refresh_token`,
      ),
    read(outcome) {
      const body = outcome.kind === 'answered' && !outcome.cut ? fieldsOf(parseJson(outcome.body)) : undefined;
      if (outcome.kind === 'silent' || outcome.status !== 200 || typeof body?.['active'] !== 'boolean') {
        return 'cannot-tell';
      }
      return body['active'] ? 'nothing-happened' : 'happened';
    },
  };
}
