import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

const asked = { method: 'GET', path: '/tokens/v2?access_token={value}' } as const;
const lives = { code: 'TokenValid', token: { usage: 'sk', user: 'sam', authorization: 'cj1' } };
const told = { subject: 'sam', issuerId: 'cj1', scopes: ['styles:read'] };

/** https://docs.mapbox.com/api/accounts/tokens/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'mapbox',
    value: () => `sk.${zeros(60)}.${zeros(22)}`,
    context: { name: 'MAPBOX_TOKEN' },
    token: told,
    asked,
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: lives,
        verdict: 'valid',
        ends: 'not said',
        subject: 'sam',
        issuerId: 'cj1',
      },
      { when: 'it was revoked', status: 200, body: { code: 'TokenRevoked' }, verdict: 'revoked' },
      { when: 'it has expired', status: 200, body: { code: 'TokenExpired' }, verdict: 'expired' },
      { when: 'its signature is wrong', status: 200, body: { code: 'TokenInvalid' }, verdict: 'invalid' },
      { when: 'it cannot be read', status: 200, body: { code: 'TokenMalformed' }, verdict: 'invalid' },
      { when: 'the code is not known', status: 200, body: { code: 'TokenSleeping' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/tokens/v2/sam?access_token={value}',
          headers: { 'content-type': 'application/json' },
          body: { note: 'maps', scopes: ['styles:read'] },
        },
        token: { label: 'maps' },
        answers: [
          {
            when: 'a new one is made',
            status: 200,
            body: { token: `sk.${'1'.repeat(60)}.${zeros(22)}`, id: 'cj2', scopes: ['styles:read'], usage: 'sk' },
            means: 'issued',
            issuerId: 'cj2',
          },
          { when: 'it may not make tokens', status: 403, body: { message: 'Forbidden' }, means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'retire',
        asked: { method: 'DELETE', path: '/tokens/v2/sam/cj1?access_token={value}' },
        answers: [{ when: 'the old one is ended', status: 204, means: 'not read' }],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/tokens/v2/sam/cj1?access_token={value}' },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it may not end tokens', status: 403, body: { message: 'Forbidden' }, means: 'no: permission' },
        ],
      },
    ],
  },
  {
    kind: 'mapbox-temporary',
    value: () => `tk.${zeros(60)}.${zeros(22)}`,
    context: { name: 'MAPBOX_TOKEN' },
    asked,
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { code: 'TokenValid', token: { usage: 'tk', user: 'sam', expires: '2027-01-01T00:30:00.000Z' } },
        verdict: 'valid',
        ends: '2027-01-01T00:30:00Z',
      },
      { when: 'it has expired', status: 200, body: { code: 'TokenExpired' }, verdict: 'expired' },
    ],
  },
];
