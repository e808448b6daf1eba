import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://circleci.com/docs/api/v2/#tag/User/operation/getCurrentUser */
export const rows: readonly KindRows[] = [
  {
    kind: 'circleci',
    value: () => `CCIPAT_${zeros(22)}_${zeros(40)}`,
    asked: { method: 'GET', path: '/api/v2/me', headers: { 'circle-token': '{value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: 'u1', login: 'sam', name: 'Sam Test' },
        verdict: 'valid',
        subject: 'sam',
      },
      ...refusedAs({ status: 401, body: { message: 'You must log in first.' } }),
      { when: 'a 403 says nothing known', status: 403, body: { message: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
  { kind: 'circleci-project', value: () => `CCIPRJ_${zeros(22)}_${zeros(40)}` },
];
