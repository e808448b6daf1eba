import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://auth0.com/docs/api/authentication/authorization-code-flow/get-token */
export const rows: readonly KindRows[] = [
  {
    kind: 'auth0',
    value: () => zeros(64),
    context: { name: 'AUTH0_CLIENT_SECRET' },
    fields: { 'client-id': 'an-app' },
    asked: {
      method: 'POST',
      path: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=authorization_code&client_id={client-id}&client_secret={value}&code=none&redirect_uri=https%3A%2F%2Flocalhost%2Fnone',
    },
    answers: [
      {
        when: 'the client is known and its made-up code is not',
        status: 403,
        body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
        verdict: 'valid',
      },
      {
        when: 'the client is known and may not use codes',
        status: 403,
        body: { error: 'unauthorized_client', error_description: 'Grant type not allowed for the client.' },
        verdict: 'valid',
      },
      ...refusedAs({ status: 401, body: { error: 'access_denied', error_description: 'Unauthorized' } }),
      {
        when: 'a 403 says something else',
        status: 403,
        body: { error: 'access_denied' },
        verdict: 'unknown: unexpected',
      },
      { when: 'there is no such tenant', status: 404, body: { error: 'Not Found' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
