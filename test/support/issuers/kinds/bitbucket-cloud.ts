import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const account = { type: 'user', uuid: '{0}', display_name: 'Sam Test', username: 'sam' };
const refused = { type: 'error', error: { message: 'Token is invalid, expired, or not supported for this endpoint.' } };

/** https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'bitbucket-cloud',
    value: () => `ATCTT3xFfG${zeros(96)}=${zeros(8)}`,
    context: { host: 'bitbucket.org' },
    asked: { method: 'GET', path: '/2.0/user', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: { 'x-oauth-scopes': 'account, repository' },
        body: account,
        verdict: 'valid',
        scopes: ['account', 'repository'],
        subject: 'Sam Test',
      },
      { when: 'it may not read the account', status: 403, body: { type: 'error' }, verdict: 'valid' },
      ...refusedAs({ status: 401, body: refused }),
      ...anyIssuer,
    ],
  },
  {
    kind: 'bitbucket-cloud',
    value: () => `ATATT3${zeros(186)}`,
    context: { name: 'BITBUCKET_TOKEN' },
    fields: { email: 'sam@example.test' },
    asked: { method: 'GET', path: '/2.0/user', headers: { authorization: 'Basic {basic:{email}:{value}}' } },
    answers: [
      { when: 'an API token lives', status: 200, body: account, verdict: 'valid', subject: 'Sam Test' },
      { when: 'an API token is refused', status: 401, body: refused, verdict: 'invalid' },
    ],
  },
  {
    kind: 'bitbucket-app-password',
    value: () => `ATBB${zeros(32)}`,
    fields: { email: 'sam@example.test' },
    asked: { method: 'GET', path: '/2.0/user', headers: { authorization: 'Basic {basic:{email}:{value}}' } },
    answers: [{ when: 'it is taken no more', status: 401, body: refused, verdict: 'invalid' }],
  },
];
