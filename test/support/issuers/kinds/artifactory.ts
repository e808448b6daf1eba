import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const info = {
  token_id: 'a-token',
  subject: 'jfac@0/users/sam',
  scope: 'applied-permissions/user',
  expiry: 1_798_765_200,
  refreshable: true,
};

/** https://jfrog.com/help/r/jfrog-rest-apis/get-token-by-id */
export const rows: readonly KindRows[] = [
  {
    kind: 'artifactory',
    value: () => `cmVmdGtu${zeros(56)}`,
    refresh: `refresh-${zeros(30)}`,
    asked: { method: 'GET', path: '/access/api/v1/tokens/me', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: info,
        verdict: 'valid',
        ends: '2027-01-01T01:00:00Z',
        scopes: ['applied-permissions/user'],
        subject: 'jfac@0/users/sam',
        issuerId: 'a-token',
        warns: [],
      },
      {
        when: 'it has no end and may do everything',
        status: 200,
        body: { ...info, expiry: 0, scope: 'applied-permissions/admin' },
        verdict: 'valid',
        ends: 'never',
        warns: ['too-wide'],
      },
      ...refusedAs({ status: 401, body: { errors: [{ code: 'UNAUTHORIZED', message: 'Invalid token' }] } }),
      { when: 'it may not ask this', status: 403, body: { errors: [{ code: 'FORBIDDEN' }] }, verdict: 'valid' },
      {
        when: 'its version is too old for the question',
        status: 404,
        body: { errors: [] },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
    /** https://docs.jfrog.com/administration/reference/createtoken */
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/access/api/v1/tokens',
          headers: { 'content-type': 'application/json' },
          body: { grant_type: 'refresh_token', refresh_token: '{refresh}' },
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              token_id: 'next',
              access_token: `fresh-${zeros(30)}`,
              refresh_token: `next-${zeros(30)}`,
              expires_in: 3600,
              scope: 'applied-permissions/user',
              token_type: 'Bearer',
            },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          { when: 'the refresh token is dead', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
          { when: 'its servers are down', status: 503, body: '', means: 'again' },
        ],
      },
    ],
  },
  { kind: 'artifactory-api-key', value: () => `AKCp${zeros(69)}` },
];
