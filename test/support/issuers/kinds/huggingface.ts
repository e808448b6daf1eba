import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const who = { type: 'user', id: 'u1', name: 'sam', orgs: [] };
const auth = (token: object) => ({ type: 'access_token', accessToken: { displayName: 'ci', role: 'read', ...token } });

/** https://github.com/huggingface/huggingface.js/blob/main/packages/hub/src/lib/who-am-i.ts */
export const rows: readonly KindRows[] = [
  {
    kind: 'huggingface',
    value: () => `hf_${zeros(34)}`,
    asked: { method: 'GET', path: '/api/whoami-v2', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { ...who, auth: auth({}) },
        verdict: 'valid',
        ends: 'never',
        scopes: ['read'],
        subject: 'sam',
        warns: [],
      },
      {
        when: 'it ends, and may write everywhere',
        status: 200,
        body: { ...who, auth: auth({ role: 'write', expiration: '2027-06-30T00:00:00.000Z' }) },
        verdict: 'valid',
        ends: '2027-06-30T00:00:00Z',
        warns: ['too-wide'],
      },
      ...refusedAs({ status: 401, body: { error: 'Invalid credentials in Authorization header' } }),
      { when: 'a 403 says nothing known', status: 403, body: { error: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
