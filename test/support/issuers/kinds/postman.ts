import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://learning.postman.com/docs/developer/postman-api/authentication/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'postman',
    value: () => `PMAK-${zeros(24)}-${zeros(34)}`,
    asked: { method: 'GET', path: '/me', headers: { 'x-api-key': '{value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { user: { id: 1, username: 'sam', email: 'sam@example.test', teamName: 'team' } },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      {
        when: 'its address is kept secret',
        status: 200,
        body: { user: { id: 1, username: 'sam' } },
        verdict: 'valid',
        subject: 'sam',
      },
      ...refusedAs({
        status: 401,
        body: {
          error: { name: 'AuthenticationError', message: 'Invalid API Key. Every request requires a valid API Key.' },
        },
      }),
      { when: 'a 403 says nothing known', status: 403, body: { error: {} }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
