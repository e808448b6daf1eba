import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://open-api.netlify.com/#tag/user/operation/getCurrentUser */
export const rows: readonly KindRows[] = [
  {
    kind: 'netlify',
    value: () => `nfp_${zeros(36)}`,
    asked: { method: 'GET', path: '/api/v1/user', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: 'u1', email: 'sam@example.test', full_name: 'Sam Test' },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      ...refusedAs({ status: 401, body: { code: 401, message: 'Access Denied' } }),
      { when: 'a 403 says nothing known', status: 403, body: { code: 403 }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
