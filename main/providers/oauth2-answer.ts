import { failed, succeeded, type Result } from '../../shared/result.ts';
import { later } from '../../shared/time.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordsOf, type Fields } from '../domain/json.ts';
import { clockDrift } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import type { ActContext, ActRefusal, Facts } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { codeOf } from './judging.ts';

/** What a token endpoint handed out (RFC 6749 §5.1). */
export interface Granted {
  readonly access: Secret;
  readonly refresh?: Secret | undefined;
  readonly facts: Facts;
  readonly body: Fields;
}

/** The answer of a token endpoint, with a token in it; all else by what it means for the act. */
export function granted(outcome: HttpOutcome, context: ActContext): Result<Granted, ActRefusal> {
  const silent = unsettled(outcome, context);
  if (silent !== undefined || outcome.kind === 'silent') {
    return failed(silent ?? { kind: 'lost', cause: 'unexpected' });
  }
  const body = outcome.cut ? undefined : fieldsOf(parseJson(outcome.body));
  // GitHub refuses with status 200.
  const refused = outcome.status >= 300 || codeOf(body?.['error']) !== undefined;
  return refused ? failed(refusalOf(outcome.status, body)) : grantIn(body, outcome);
}

/** Answered with a yes that cannot be read, a new refresh token may have been in it. */
function grantIn(body: Fields | undefined, answer: HttpAnswer): Result<Granted, ActRefusal> {
  const access = valueOf(body?.['access_token']);
  if (body === undefined || access === undefined) return failed({ kind: 'lost', cause: 'unexpected' });
  return succeeded({ access, refresh: valueOf(body['refresh_token']), facts: factsOf(body, answer), body });
}

type Why = Extract<ActRefusal, { kind: 'no' }>['why'];

const REASONS: Readonly<Record<string, Why>> = {
  invalid_grant: 'grant',
  bad_refresh_token: 'grant',
  invalid_client: 'client',
  incorrect_client_credentials: 'client',
  unauthorized_client: 'permission',
  access_denied: 'permission',
};

function refusalOf(status: number, body: Fields | undefined): ActRefusal {
  const code = codeOf(body?.['error']);
  if (code === 'temporarily_unavailable' || code === 'slow_down') return { kind: 'again', cause: 'outage' };
  const why = REASONS[code ?? ''] ?? (status === 401 ? 'client' : 'other');
  return { kind: 'no', why, said: code ?? `HTTP ${status}` };
}

function factsOf(body: Fields, answer: HttpAnswer): Facts {
  // Lengths count from receipt, told by the issuer's clock, as its other ends are.
  const receivedAt = later(answer.at, clockDrift(answer));
  const { expiry, warnings } = expiryOfLength(body['expires_in'], receivedAt, 'issuer');
  const refreshEnds = expiryOfLength(
    body['refresh_token_expires_in'] ?? body['refresh_expires_in'],
    receivedAt,
    'issuer',
  ).expiry;
  return {
    expiry,
    warnings,
    scopes: wordsOf(body['scope']),
    issuedAt: receivedAt,
    refreshExpiresAt: refreshEnds.kind === 'at' ? refreshEnds.at : undefined,
  };
}

function valueOf(value: unknown): Secret | undefined {
  return typeof value === 'string' && value !== '' ? new Secret(value) : undefined;
}
