import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://docs.sentry.io/api/users/retrieve-the-current-credentials/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'sentry',
    value: () => `sntryu_${zeros(64)}`,
    asked: { method: 'GET', path: '/api/0/', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: {
          version: '0',
          auth: { scopes: ['project:read'] },
          user: { id: '1', name: 'Sam Test', email: 'sam@example.test' },
        },
        verdict: 'valid',
        scopes: ['project:read'],
        subject: 'sam@example.test',
        warns: [],
      },
      {
        when: 'it is of an organization and may rule it',
        status: 200,
        body: { version: '0', auth: { scopes: ['org:admin'] }, user: null },
        verdict: 'valid',
        warns: ['too-wide'],
      },
      {
        when: 'it was not taken, which is told with a 200',
        status: 200,
        body: { version: '0', auth: null, user: null },
        verdict: 'invalid',
      },
      ...refusedAs({ status: 401, body: { detail: 'Invalid token' } }),
      ...anyIssuer,
    ],
  },
];
