import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://fly.io/docs/machines/api/apps-resource/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'flyio',
    value: () => `fm2_${zeros(120)}`,
    asked: { method: 'GET', path: '/v1/apps?org_slug=', headers: { authorization: 'FlyV1 {value}' } },
    answers: [
      {
        when: 'it is known, and the question is short of something',
        status: 400,
        body: { error: 'org_slug is required' },
        verdict: 'valid',
      },
      ...refusedAs({ status: 401, body: { error: 'Authenticate: token validation error' } }),
      { when: 'it may not ask at all', status: 403, body: { error: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
  {
    kind: 'flyio',
    value: () => `fo1_${zeros(43)}`,
    asked: { method: 'GET', path: '/v1/apps?org_slug=', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'one of the older form is known',
        status: 400,
        body: { error: 'org_slug is required' },
        verdict: 'valid',
      },
    ],
  },
];
