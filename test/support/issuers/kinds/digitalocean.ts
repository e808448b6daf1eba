import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const asked = { method: 'GET', path: '/v2/account', headers: { authorization: 'Bearer {value}' } } as const;
const account = { account: { uuid: 'u1', email: 'sam@example.test', status: 'active' } };
const refused = { id: 'Unauthorized', message: 'Unable to authenticate you' };

/** https://docs.digitalocean.com/reference/api/reference/account/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'digitalocean',
    value: () => `dop_v1_${zeros(64)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: account, verdict: 'valid', ends: 'not said', subject: 'sam@example.test' },
      ...refusedAs({ status: 401, body: refused }),
      {
        when: 'its scopes do not reach the account',
        status: 403,
        body: { id: 'Forbidden', message: 'You are missing the required permission account:read.' },
        verdict: 'blocked: insufficient-scope',
      },
      ...anyIssuer,
    ],
    /** https://docs.digitalocean.com/reference/api/oauth/ */
    acts: [
      {
        act: 'revoke',
        asked: {
          method: 'POST',
          path: '/v1/oauth/revoke',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/x-www-form-urlencoded' },
          body: 'token={value}',
        },
        answers: [
          { when: 'it is ended', status: 200, body: {}, means: 'confirmed' },
          { when: 'it is dead already', status: 401, body: refused, means: 'no: permission' },
        ],
      },
    ],
  },
  {
    kind: 'digitalocean-oauth',
    value: () => `doo_v1_${zeros(64)}`,
    fields: { 'client-id': 'an-app', 'client-secret': 'made-up' },
    refresh: `dor_v1_${zeros(64)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: account, verdict: 'valid' },
      ...refusedAs({ status: 401, body: refused }),
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/v1/oauth/token',
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id=an-app&client_secret=made-up',
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              access_token: `doo_v1_${'1'.repeat(64)}`,
              refresh_token: `dor_v1_${'1'.repeat(64)}`,
              expires_in: 2_592_000,
              scope: 'read write',
            },
            means: 'issued',
            ends: '2027-01-31T00:00:00Z',
          },
          { when: 'the refresh token is spent', status: 401, body: { error: 'invalid_grant' }, means: 'no: grant' },
        ],
      },
    ],
  },
  { kind: 'digitalocean-refresh', value: () => `dor_v1_${zeros(64)}` },
];
