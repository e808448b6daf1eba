import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://docs.snyk.io/snyk-api/reference/users */
export const rows: readonly KindRows[] = [
  {
    kind: 'snyk',
    value: () => [8, 4, 4, 4, 12].map(zeros).join('-'),
    context: { name: 'SNYK_TOKEN' },
    asked: { method: 'GET', path: '/rest/self?version=2024-06-10', headers: { authorization: 'token {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { data: { id: 'u1', type: 'user', attributes: { name: 'Sam Test', email: 'sam@example.test' } } },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      {
        when: 'it is of a service account',
        status: 200,
        body: { data: { id: 's1', type: 'service_account', attributes: { name: 'ci' } } },
        verdict: 'valid',
        subject: 'ci',
      },
      ...refusedAs({ status: 401, body: { errors: [{ status: '401', detail: 'Unauthorized' }] } }),
      {
        when: 'its plan has no API',
        status: 403,
        body: { errors: [{ status: '403' }] },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
  },
];
