import { failed, succeeded, type Result } from '../../shared/result.ts';
import { later } from '../../shared/time.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfLength, expiryOfSeconds } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordsOf, type Fields } from '../domain/json.ts';
import { clockDrift } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Renew, Revoke } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { codeOf } from './judging.ts';
import { clientForm } from './oauth2-client.ts';

/** For apps with token rotation: https://docs.slack.dev/authentication/using-token-rotation */
export const slackRefresh: Renew = {
  how: 'refresh',
  repeatable: false,
  can: ({ hasRefresh, fields, kind }) =>
    hasRefresh === true && (fields.includes('client-id') || kind === 'slack-user-rotating'),
  ask: (credential, { base }) =>
    isOfApp(credential)
      ? clientForm(
          `${base}/api/oauth.v2.access`,
          credential,
          credential.refresh ?? new Secret(''),
          (text) => `grant_type=refresh_token&refresh_token=${text}`,
        )
      : clientForm(
          `${base}/api/tooling.tokens.rotate`,
          { fields: {} },
          credential.refresh ?? new Secret(''),
          (text) => `refresh_token=${text}`,
        ),
  read(outcome, credential, context) {
    const told = answerOf(outcome, context);
    if (!told.ok) return told;
    const issued = issuedOf(told.value.body, credential, told.value.answer);
    return issued === undefined ? failed({ kind: 'lost', cause: 'unexpected' }) : succeeded(issued);
  },
};

/**
 * Configuration tokens belong to a person and to no app, so there is no client to name.
 * https://docs.slack.dev/reference/methods/tooling.tokens.rotate
 */
const isOfApp = ({ fields }: Credential): boolean => fields['client-id'] !== undefined;

/** Where tokens do not rotate, the app must be installed anew after it: https://docs.slack.dev/reference/methods/auth.revoke */
export const slackRevoke: Revoke = {
  blast: 'the whole installation of its app, unless its tokens rotate',
  ask: ({ access }, { base }) => ({
    method: 'POST',
    url: `${base}/api/auth.revoke`,
    headers: { accept: 'application/json', authorization: access.map((value) => `Bearer ${value}`) },
  }),
  read(outcome, context) {
    const told = answerOf(outcome, context);
    if (!told.ok) return told;
    return told.value.body['revoked'] === true ? succeeded('confirmed') : succeeded('accepted');
  },
};

interface Yes {
  readonly answer: HttpAnswer;
  readonly body: Fields;
}

/** A body that says yes; all else by what it means for the act. */
function answerOf(outcome: HttpOutcome, context: ActContext): Result<Yes, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  const body = outcome.cut ? undefined : fieldsOf(parseJson(outcome.body));
  if (body?.['ok'] === true) return succeeded({ answer: outcome, body });
  return failed(body?.['ok'] === false ? refusalOf(codeOf(body['error'])) : { kind: 'lost', cause: 'unexpected' });
}

const GRANT = ['invalid_refresh_token', 'token_expired', 'token_revoked', 'invalid_grant'];
const CLIENT = ['invalid_client_id', 'bad_client_secret', 'invalid_client', 'client_id_mismatch'];

function refusalOf(code: string | undefined): ActRefusal {
  const said = code ?? 'no reason told';
  if (code === 'ratelimited') return { kind: 'again', cause: 'rate-limited' };
  if (code === 'service_unavailable') return { kind: 'again', cause: 'outage' };
  if (code === 'internal_error' || code === 'fatal_error') return { kind: 'lost', cause: 'outage' };
  if (GRANT.includes(said)) return { kind: 'no', why: 'grant', said };
  return { kind: 'no', why: CLIENT.includes(said) ? 'client' : 'other', said };
}

function issuedOf(body: Fields, { fields, refresh }: Credential, answer: HttpAnswer): Issued | undefined {
  const access = valueOf(body['access_token'] ?? body['token']);
  const next = valueOf(body['refresh_token']) ?? refresh;
  if (access === undefined) return undefined;
  const receivedAt = later(answer.at, clockDrift(answer));
  const length = body['expires_in'];
  const { expiry, warnings } =
    length === undefined ? expiryOfSeconds(body['exp'], 'issuer') : expiryOfLength(length, receivedAt, 'issuer');
  return {
    credential: { access, fields, ...(next === undefined ? {} : { refresh: next }) },
    facts: { expiry, warnings, scopes: wordsOf(body['scope']), issuedAt: receivedAt },
  };
}

function valueOf(value: unknown): Secret | undefined {
  return typeof value === 'string' && value !== '' ? new Secret(value) : undefined;
}
