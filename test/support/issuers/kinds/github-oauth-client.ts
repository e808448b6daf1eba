import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

const wrong = {
  error: 'incorrect_client_credentials',
  error_description: 'The client_id and/or client_secret passed are incorrect.',
};

/** https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors */
export const rows: readonly KindRows[] = [
  {
    kind: 'github-oauth-client',
    value: () => zeros(40),
    context: { name: 'GITHUB_CLIENT_SECRET' },
    fields: { 'client-id': 'Ov23li00000000000000' },
    asked: {
      method: 'POST',
      path: '/login/oauth/access_token',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'client_id={client-id}&client_secret={value}&code=none',
    },
    answers: [
      {
        when: 'the client is known and its made-up code is not',
        status: 200,
        body: { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' },
        verdict: 'valid',
      },
      { when: 'the client or its secret is not known', status: 200, body: wrong, verdict: 'invalid' },
      {
        when: 'the app is suspended',
        status: 200,
        body: { error: 'application_suspended' },
        verdict: 'unknown: unexpected',
      },
      { when: 'there is no such page', status: 404, body: { error: 'Not Found' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
