import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://developer.pagerduty.com/api-reference/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'pagerduty',
    value: () => zeros(20),
    context: { name: 'PAGERDUTY_API_KEY' },
    asked: {
      method: 'GET',
      path: '/abilities',
      headers: { authorization: 'Token token={value}', accept: 'application/vnd.pagerduty+json;version=2' },
    },
    answers: [
      { when: 'it lives', status: 200, body: { abilities: ['teams'] }, verdict: 'valid' },
      ...refusedAs({ status: 401, body: { error: { message: 'Authentication failed', code: 2006 } } }),
      {
        when: 'the account lacks an ability',
        status: 403,
        body: { error: { code: 2010 } },
        verdict: 'blocked: insufficient-scope',
      },
      ...anyIssuer,
    ],
  },
];
