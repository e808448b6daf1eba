import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html */
export const rows: readonly KindRows[] = [
  {
    kind: 'aws-sso-oidc',
    value: () => `made-up-${zeros(40)}`,
    context: { name: 'AWS_SSO_TOKEN' },
    fields: { 'client-id': 'an-app', 'client-secret': 'made-up' },
    refresh: `refresh-${zeros(20)}`,
    asked: {
      method: 'GET',
      path: '/assignment/accounts?max_result=1',
      headers: { 'x-amz-sso_bearer_token': '{value}' },
    },
    answers: [
      { when: 'it lives', status: 200, body: { accountList: [{ accountId: '000000000000' }] }, verdict: 'valid' },
      ...refusedAs({ status: 401, body: { message: 'Session token not found or invalid' } }),
      { when: 'a 403 says nothing known', status: 403, body: { message: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
    /** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html */
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/token',
          headers: { 'content-type': 'application/json' },
          body: { clientId: 'an-app', clientSecret: 'made-up', grantType: 'refresh_token', refreshToken: '{refresh}' },
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: { accessToken: 'next', refreshToken: 'next-refresh', expiresIn: 3600, tokenType: 'Bearer' },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          { when: 'the refresh token is dead', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
          { when: 'the client has expired', status: 401, body: { error: 'invalid_client' }, means: 'no: client' },
          { when: 'a yes cannot be read', status: 200, body: {}, means: 'lost' },
        ],
      },
    ],
  },
];
