import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const query = { query: '{ viewer { id name email } }' };
const viewer = { data: { viewer: { id: 'u1', name: 'Sam Test', email: 'sam@example.test' } } };
const refused = {
  errors: [
    {
      message: 'Authentication required, not authenticated',
      extensions: { type: 'authentication error', code: 'AUTHENTICATION_ERROR', statusCode: 401 },
    },
  ],
};

/** https://linear.app/developers/graphql */
export const rows: readonly KindRows[] = [
  {
    kind: 'linear',
    value: () => `lin_api_${zeros(40)}`,
    asked: { method: 'POST', path: '/graphql', headers: { authorization: '{value}' }, body: query },
    answers: [
      { when: 'it lives', status: 200, body: viewer, verdict: 'valid', subject: 'sam@example.test' },
      ...refusedAs({ status: 400, body: refused }),
      { when: 'it is refused in the other way', status: 401, body: refused, verdict: 'invalid' },
      {
        when: 'it is asked too often, which is told as a bad request',
        status: 400,
        body: { errors: [{ message: 'Rate limit exceeded', extensions: { code: 'RATELIMITED' } }] },
        verdict: 'unknown: rate-limited',
      },
      {
        when: 'the question is not understood',
        status: 400,
        body: { errors: [{ message: 'Syntax Error', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
  },
  {
    kind: 'linear-oauth',
    value: () => `lin_oauth_${zeros(64)}`,
    fields: { 'client-id': 'an-app', 'client-secret': `secret-${zeros(20)}` },
    refresh: `refresh-${zeros(30)}`,
    asked: { method: 'POST', path: '/graphql', headers: { authorization: 'Bearer {value}' }, body: query },
    answers: [
      { when: 'it lives', status: 200, body: viewer, verdict: 'valid', subject: 'sam@example.test' },
      ...refusedAs({ status: 401, body: refused }),
      ...anyIssuer,
    ],
    /** https://linear.app/developers/oauth-2-0-authentication */
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/oauth/token',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id={client-id}&client_secret={client-secret}',
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              access_token: `lin_oauth_${'1'.repeat(64)}`,
              token_type: 'Bearer',
              expires_in: 86_399,
              refresh_token: `next-${zeros(30)}`,
              scope: 'read write',
            },
            means: 'issued',
            ends: '2027-01-01T23:59:59Z',
          },
          {
            when: 'the refresh token was used already',
            status: 400,
            body: { error: 'invalid_grant' },
            means: 'no: grant',
          },
          { when: 'its servers are down', status: 503, body: '', means: 'again' },
        ],
      },
    ],
  },
];
