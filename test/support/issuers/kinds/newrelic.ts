import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://docs.newrelic.com/docs/apis/nerdgraph/get-started/introduction-new-relic-nerdgraph/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'newrelic',
    value: () => `NRAK-${zeros(27)}`,
    asked: {
      method: 'POST',
      path: '/graphql',
      headers: { 'api-key': '{value}', 'content-type': 'application/json' },
      body: { query: '{ actor { user { id name email } } }' },
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { data: { actor: { user: { id: 1, name: 'Sam Test', email: 'sam@example.test' } } } },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      {
        when: 'the query is answered by errors alone',
        status: 200,
        body: { errors: [{ message: 'An error occurred resolving this field' }], data: { actor: null } },
        verdict: 'unknown: unexpected',
      },
      ...refusedAs({ status: 401, body: { errors: [{ message: 'Invalid credentials provided.' }] } }),
      { when: 'it is of another region', status: 403, body: { error: 'Forbidden' }, verdict: 'invalid' },
      ...anyIssuer,
    ],
  },
];
