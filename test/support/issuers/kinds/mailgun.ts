import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domains */
export const rows: readonly KindRows[] = [
  {
    kind: 'mailgun',
    value: () => `key-${zeros(32)}`,
    context: { name: 'MAILGUN_API_KEY' },
    asked: {
      method: 'GET',
      path: '/v3/domains?limit=1',
      headers: { authorization: `Basic {basic:api:key-${zeros(32)}}` },
    },
    answers: [
      { when: 'it lives', status: 200, body: { total_count: 0, items: [] }, verdict: 'valid' },
      ...refusedAs({ status: 401, headers: { 'content-type': 'text/plain' }, body: 'Forbidden' }),
      {
        when: 'its role may not ask this',
        status: 403,
        body: { message: 'Forbidden' },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
  },
];
