import { failed, succeeded, type Result } from '../../shared/result.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import { fieldsOf, parseJson, type Fields } from '../domain/json.ts';
import type { ActContext, ActRefusal, Issued, Provider } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { keyHeader } from './parts/auth.ts';
import { learned, toldAt } from './parts/learned.ts';
import { requestOf } from './parts/question.ts';
import { clientFields } from './parts/refresh.ts';
import { restCheck } from './parts/rest-check.ts';

/** The host is the portal of the region, as `https://portal.sso.eu-central-1.amazonaws.com`. */
export const awsSso: Provider = {
  id: 'aws-sso-oidc',
  name: 'AWS IAM Identity Center',
  hosts: { kind: 'named' },
  fields: clientFields,
  kinds: [
    {
      id: 'aws-sso-oidc',
      name: 'access token',
      names: /aws.?sso|identity.?center/i,
      end: 'at-issue',
      docs: 'https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html',
      unverified: ['check'],
    },
  ],
  check: restCheck({
    path: '/assignment/accounts?max_result=1',
    auth: keyHeader('x-amz-sso_bearer_token'),
    lives: ({ accountList }) => (Array.isArray(accountList) ? learned({}) : undefined),
    refusals: [[401, 'refused']],
  }),
  renew: {
    how: 'refresh',
    repeatable: false,
    can: ({ hasRefresh, fields }) => hasRefresh === true && fields.includes('client-id'),
    ask: (credential, context) =>
      requestOf(
        {
          method: 'POST',
          path: '/token',
          // JSON with names of its own, not the form of RFC 6749.
          json: ({ refresh, fields }) => ({
            clientId: fields['client-id'],
            clientSecret: fields['client-secret'],
            grantType: 'refresh_token',
            refreshToken: refresh,
          }),
        },
        credential,
        { ...context, base: context.base.replace(/^https:\/\/portal\.sso\./, 'https://oidc.') },
      ),
    read: readToken,
  },
};

function readToken(outcome: HttpOutcome, before: Credential, context: ActContext): Result<Issued, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  const body = outcome.cut ? undefined : fieldsOf(parseJson(outcome.body));
  if (outcome.status >= 300) return failed(refusalOf(body?.['error']));
  return body === undefined ? failed({ kind: 'lost', cause: 'unexpected' }) : issuedIn(body, before, outcome);
}

function issuedIn(body: Fields, before: Credential, answer: HttpAnswer): Result<Issued, ActRefusal> {
  const { accessToken, refreshToken, expiresIn } = body;
  if (typeof accessToken !== 'string') return failed({ kind: 'lost', cause: 'unexpected' });
  const refresh = typeof refreshToken === 'string' ? new Secret(refreshToken) : before.refresh;
  const kept = refresh === undefined ? {} : { refresh };
  const facts = learned({ ends: expiryOfLength(expiresIn, toldAt(answer), 'issuer') });
  return succeeded({ credential: { access: new Secret(accessToken), fields: before.fields, ...kept }, facts });
}

function refusalOf(error: unknown): ActRefusal {
  if (error === 'invalid_grant' || error === 'expired_token') return { kind: 'no', why: 'grant', said: error };
  return error === 'invalid_client'
    ? { kind: 'no', why: 'client', said: error }
    : { kind: 'no', why: 'other', said: 'refused' };
}
