import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

const asked = {
  method: 'GET',
  path: '/api/authentication/validate',
  headers: { authorization: 'Bearer {value}' },
} as const;
const after = { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' } } as const;

/** https://next.sonarqube.com/sonarqube/web_api/api/authentication */
export const rows: readonly KindRows[] = [
  {
    kind: 'sonarqube',
    value: () => `squ_${zeros(40)}`,
    fields: { 'token-name': 'ci 2026-10-01T00:00:00Z' },
    asked,
    answers: [
      { when: 'it lives', status: 200, body: { valid: true }, verdict: 'valid', ends: 'not said' },
      { when: 'it is dead, which is told with a 200', status: 200, body: { valid: false }, verdict: 'invalid' },
      {
        when: 'it is dead past its remembered end',
        status: 200,
        body: { valid: false },
        token: after,
        verdict: 'expired',
      },
      { when: 'it is refused', status: 401, body: { errors: [{ msg: 'no' }] }, verdict: 'invalid' },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/api/user_tokens/generate',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/x-www-form-urlencoded' },
          body: 'name=ci+2027-01-01T00%3A00%3A00Z&type=USER_TOKEN&expirationDate=2027-04-01',
        },
        answers: [
          {
            when: 'a new one is made',
            status: 200,
            body: {
              login: 'sam',
              name: 'ci 2027-01-01T00:00:00Z',
              token: `squ_${'1'.repeat(40)}`,
              type: 'USER_TOKEN',
              expirationDate: '2027-04-01T00:00:00+0200',
            },
            means: 'issued',
            ends: '2027-03-31T22:00:00Z',
          },
          { when: 'the name is taken', status: 400, body: { errors: [{ msg: 'exists' }] }, means: 'no: other' },
          { when: 'it may not make tokens', status: 401, body: {}, means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'retire',
        asked: {
          method: 'POST',
          path: '/api/user_tokens/revoke?name=ci+2026-10-01T00:00:00Z',
          headers: { authorization: 'Bearer {value}' },
        },
        answers: [{ when: 'the old one is ended', status: 204, means: 'not read' }],
      },
    ],
  },
  {
    kind: 'sonarqube-analysis',
    value: () => `sqp_${zeros(40)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: { valid: true }, verdict: 'valid' },
      { when: 'it is dead', status: 200, body: { valid: false }, verdict: 'invalid' },
    ],
  },
  {
    kind: 'sonarqube-cloud',
    value: () => `sqco_${zeros(59)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: { valid: true }, verdict: 'valid' },
      { when: 'it is dead', status: 200, body: { valid: false }, verdict: 'invalid' },
    ],
  },
];
