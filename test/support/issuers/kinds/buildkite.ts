import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

/** https://buildkite.com/docs/apis/rest-api/access-token */
const token = {
  uuid: 'b63254c0-3271-4a98-8270-7cfbd6c2f14e',
  scopes: ['read_user', 'read_builds'],
  description: 'ci',
  expires_at: '2027-06-30 23:59:59 UTC',
  user: { name: 'Sam Test', email: 'sam@example.test' },
};

export const rows: readonly KindRows[] = [
  {
    kind: 'buildkite',
    value: () => `bkua_${zeros(40)}`,
    asked: { method: 'GET', path: '/v2/access-token', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: token,
        verdict: 'valid',
        ends: '2027-06-30T23:59:59Z',
        scopes: ['read_user', 'read_builds'],
        subject: 'sam@example.test',
        issuerId: token.uuid,
        warns: [],
      },
      {
        when: 'it has no end and may do everything with an organization',
        status: 200,
        body: { ...token, expires_at: null, scopes: ['write_organizations', 'graphql'] },
        verdict: 'valid',
        ends: 'never',
        warns: ['too-wide'],
      },
      {
        when: 'it is refused',
        status: 401,
        body: { message: 'Authentication required. Please supply a valid API Access Token' },
        verdict: 'invalid',
      },
      {
        when: 'it is refused after its remembered end',
        status: 401,
        body: { message: 'Authentication required. Please supply a valid API Access Token' },
        token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' } },
        verdict: 'expired',
      },
      {
        when: 'this address is not on the list of those allowed',
        status: 403,
        body: { message: 'Your IP address is not allowed' },
        verdict: 'blocked: policy',
      },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/v2/access-token', headers: { authorization: 'Bearer {value}' } },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it is dead already', status: 401, body: { message: 'no' }, means: 'no: permission' },
          { when: 'its servers are down', status: 503, body: '', means: 'again' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
