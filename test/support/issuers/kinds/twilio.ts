import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const refused = { code: 20003, message: 'Authenticate', status: 401 };

export const rows: readonly KindRows[] = [
  /** https://www.twilio.com/docs/verify/api/service */
  {
    kind: 'twilio',
    value: () => zeros(32),
    context: { name: 'TWILIO_API_SECRET' },
    fields: { 'key-sid': `SK${zeros(32)}` },
    asked: {
      method: 'GET',
      path: '/v2/Services?PageSize=1',
      headers: { authorization: `Basic {basic:SK${zeros(32)}:${zeros(32)}}` },
    },
    answers: [
      { when: 'it lives', status: 200, body: { services: [], meta: { page: 0 } }, verdict: 'valid' },
      ...refusedAs({ status: 401, body: refused }),
      {
        when: 'a restricted key may not ask this',
        status: 403,
        body: { code: 20003, status: 403 },
        verdict: 'unknown: unexpected',
      },
      { when: 'it is asked too often', status: 429, body: { code: 20429 }, verdict: 'unknown: rate-limited' },
      ...anyIssuer,
    ],
  },
  /** https://www.twilio.com/docs/iam/api/account */
  {
    kind: 'twilio-auth-token',
    value: () => zeros(32),
    context: { name: 'TWILIO_AUTH_TOKEN' },
    fields: { 'account-sid': `AC${zeros(32)}` },
    asked: {
      method: 'GET',
      path: `/2010-04-01/Accounts/AC${zeros(32)}.json`,
      headers: { authorization: `Basic {basic:AC${zeros(32)}:${zeros(32)}}` },
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { sid: `AC${zeros(32)}`, friendly_name: 'Team', status: 'active' },
        verdict: 'valid',
        subject: 'Team',
        warns: ['unrestricted'],
      },
      ...refusedAs({ status: 401, body: refused }),
      ...anyIssuer,
    ],
  },
];
