import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const asked = { method: 'GET', path: '/v1/account', headers: { authorization: 'Bearer {value}' } } as const;
const account = { id: 'acct_0', object: 'account', email: 'sam@example.test' };
const said = (code: string | undefined, message: string) => ({
  error: { type: 'invalid_request_error', code, message },
});

/** https://docs.stripe.com/api/errors */
export const rows: readonly KindRows[] = [
  {
    kind: 'stripe',
    value: () => `sk_${'test'}_${zeros(24)}`,
    asked,
    answers: [
      {
        when: 'it lives, and may do everything',
        status: 200,
        body: account,
        verdict: 'valid',
        subject: 'sam@example.test',
        warns: ['unrestricted'],
      },
      {
        when: 'it has expired',
        status: 401,
        body: said('api_key_expired', 'Expired API Key provided'),
        verdict: 'expired',
      },
      ...refusedAs({ status: 401, body: said(undefined, 'Invalid API Key provided') }),
      ...anyIssuer,
    ],
  },
  {
    kind: 'stripe-restricted',
    value: () => `rk_${'test'}_${zeros(24)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: account, verdict: 'valid', warns: [] },
      {
        when: 'it may not read the account',
        status: 403,
        body: said(undefined, 'The provided key does not have the required permissions'),
        verdict: 'valid',
      },
      {
        when: 'it has expired',
        status: 401,
        body: said('api_key_expired', 'Expired API Key provided'),
        verdict: 'expired',
      },
      { when: 'it is refused', status: 401, body: said(undefined, 'Invalid API Key provided'), verdict: 'invalid' },
    ],
  },
];
