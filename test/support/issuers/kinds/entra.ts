import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const said = (code: string) => ({
  error: 'invalid_client',
  error_description: `${code}: A made-up sentence. Trace ID: 0`,
});

export const rows: readonly KindRows[] = [
  /** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
  {
    kind: 'entra-client-secret',
    value: () => `0000Q~${zeros(34)}`,
    fields: { tenant: 'a-tenant', 'client-id': 'an-app' },
    asked: {
      method: 'POST',
      path: '/a-tenant/oauth2/v2.0/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=client_credentials&client_id=an-app&client_secret=0000Q%7E${zeros(34)}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default`,
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { token_type: 'Bearer', expires_in: 3599, access_token: 'made.up.word' },
        verdict: 'valid',
      },
      { when: 'it has expired', status: 401, body: said('AADSTS7000222'), verdict: 'expired' },
      { when: 'it is none of the application', status: 401, body: said('AADSTS7000215'), verdict: 'invalid' },
      {
        when: 'the tenant does not know the application',
        status: 400,
        body: said('AADSTS700016'),
        verdict: 'unknown: unexpected',
      },
      { when: 'there is no such tenant', status: 400, body: said('AADSTS90002'), verdict: 'unknown: unexpected' },
      {
        when: 'a rule of the tenant is in the way',
        status: 400,
        body: said('AADSTS53003'),
        verdict: 'blocked: policy',
      },
      ...anyIssuer,
    ],
  },
  /** https://learn.microsoft.com/en-us/graph/api/user-get */
  {
    kind: 'entra-oauth',
    value: () => `eyJ${zeros(20)}.eyJ${zeros(20)}.${zeros(43)}`,
    context: { name: 'ENTRA_ACCESS_TOKEN' },
    fields: { tenant: 'a-tenant', 'client-id': 'an-app' },
    refresh: `refresh-${zeros(20)}`,
    asked: { method: 'GET', path: '/v1.0/me', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: 'u1', userPrincipalName: 'sam@example.test' },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      ...refusedAs({ status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } }),
      {
        when: 'it may not read the account',
        status: 403,
        body: { error: { code: 'Authorization_RequestDenied' } },
        verdict: 'blocked: insufficient-scope',
      },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/a-tenant/oauth2/v2.0/token',
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id=an-app',
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: { access_token: 'made.up.next', refresh_token: 'next', expires_in: 3600, scope: 'User.Read' },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          {
            when: 'the refresh token was not used for too long',
            status: 400,
            body: { error: 'invalid_grant', error_description: 'AADSTS700082: made up' },
            means: 'no: grant',
          },
        ],
      },
    ],
  },
  { kind: 'entra-refresh-token', value: () => `0.A${zeros(60)}.Ag${zeros(260)}` },
];
