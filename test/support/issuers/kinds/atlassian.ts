import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const email = 'sam@example.test';

export const rows: readonly KindRows[] = [
  /** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/ */
  {
    kind: 'atlassian-api-token',
    value: () => `ATATT3${zeros(186)}`,
    fields: { email },
    asked: {
      method: 'GET',
      path: '/rest/api/3/myself',
      headers: { authorization: 'Basic {basic:{email}:{value}}' },
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { accountId: '5b10a2844c20165700ede21g', emailAddress: email, displayName: 'Sam Test', active: true },
        verdict: 'valid',
        ends: 'not said',
        subject: email,
      },
      ...refusedAs({ status: 401, body: { message: 'Client must be authenticated to access this resource.' } }),
      { when: 'its account may not use the site', status: 403, body: {}, verdict: 'blocked: insufficient-scope' },
      ...anyIssuer,
    ],
  },
  /** https://developer.atlassian.com/cloud/admin/organization/rest/api-group-orgs/ */
  {
    kind: 'atlassian-admin-key',
    value: () => `ATCTT3xFfG${zeros(96)}=${zeros(8)}`,
    context: { name: 'ATLASSIAN_ADMIN_KEY' },
    asked: { method: 'GET', path: '/admin/v1/orgs', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { data: [{ id: 'an-org', type: 'orgs' }], links: {} },
        verdict: 'valid',
        warns: ['unrestricted'],
      },
      ...refusedAs({ status: 401, body: { code: 401, message: 'Unauthorized' } }),
      { when: 'it may not list organizations', status: 403, body: {}, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
  /** https://developer.atlassian.com/cloud/oauth/getting-started/making-calls-to-api */
  {
    kind: 'atlassian-oauth',
    value: () => `made-up-${zeros(40)}`,
    context: { name: 'ATLASSIAN_OAUTH_TOKEN' },
    fields: { 'client-id': 'an-app', 'client-secret': `secret-${zeros(20)}` },
    refresh: `refresh-${zeros(30)}`,
    asked: {
      method: 'GET',
      path: '/oauth/token/accessible-resources',
      headers: { authorization: 'Bearer {value}' },
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: [{ id: 'a-cloud', name: 'team', url: 'https://team.example.test', scopes: ['read:jira-work'] }],
        verdict: 'valid',
        scopes: ['read:jira-work'],
      },
      { when: 'it lives and reaches no site', status: 200, body: [], verdict: 'valid', scopes: [] },
      ...refusedAs({ status: 401, body: { code: 401, message: 'Unauthorized' } }),
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/oauth/token',
          headers: { 'content-type': 'application/json' },
          body: {
            grant_type: 'refresh_token',
            refresh_token: '{refresh}',
            client_id: '{client-id}',
            client_secret: '{client-secret}',
          },
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              access_token: `fresh-${zeros(30)}`,
              refresh_token: `next-${zeros(30)}`,
              expires_in: 3600,
              scope: 'read:jira-work',
            },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          {
            when: 'the refresh token is dead',
            status: 403,
            body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
            means: 'no: grant',
          },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
