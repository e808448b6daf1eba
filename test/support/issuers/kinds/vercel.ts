import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

const invalid = { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } };
const after = {
  expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' },
} as const;

/** https://vercel.com/docs/rest-api/authentication/get-auth-token-metadata */
export const rows: readonly KindRows[] = [
  {
    kind: 'vercel',
    value: () => `vcp_${zeros(24)}`,
    token: { issuerId: 't1', label: 'ci' },
    asked: { method: 'GET', path: '/v5/user/tokens/current', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: {
          token: { id: 't1', name: 'ci', type: 'token', expiresAt: 1_798_765_200_000, scopes: [{ type: 'user' }] },
        },
        verdict: 'valid',
        ends: '2027-01-01T01:00:00Z',
        issuerId: 't1',
      },
      {
        when: 'it lives without end',
        status: 200,
        body: { token: { id: 't1', name: 'ci' } },
        verdict: 'valid',
        ends: 'never',
      },
      { when: 'it is refused', status: 403, body: invalid, verdict: 'invalid' },
      { when: 'it is refused after its remembered end', status: 403, body: invalid, token: after, verdict: 'expired' },
      {
        when: 'a team is out of its reach',
        status: 403,
        body: { error: { code: 'forbidden', message: 'Not authorized' } },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
    /** https://vercel.com/docs/rest-api/authentication/create-an-auth-token */
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/v3/user/tokens',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/json' },
          body: { name: 'ci' },
        },
        answers: [
          {
            when: 'a new one is made',
            status: 200,
            body: { token: { id: 't2', name: 'ci' }, bearerToken: `vcp_${'1'.repeat(24)}` },
            means: 'issued',
            ends: 'never',
            issuerId: 't2',
          },
          {
            when: 'it may not make tokens',
            status: 403,
            body: { error: { code: 'forbidden' } },
            means: 'no: permission',
          },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'retire',
        asked: { method: 'DELETE', path: '/v3/user/tokens/t1', headers: { authorization: 'Bearer {value}' } },
        answers: [{ when: 'the old one is ended', status: 200, body: { tokenId: 't1' }, means: 'not read' }],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/v3/user/tokens/t1', headers: { authorization: 'Bearer {value}' } },
        answers: [
          { when: 'it is ended', status: 200, body: { tokenId: 't1' }, means: 'confirmed' },
          { when: 'it is dead already', status: 403, body: invalid, means: 'no: permission' },
        ],
      },
    ],
  },
];
