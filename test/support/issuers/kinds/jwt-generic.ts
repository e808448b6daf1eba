import type { KindRows } from '../kind-rows.ts';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (claims: object): string =>
  `${encoded({ alg: 'RS256', typ: 'at+jwt' })}.${encoded(claims)}.${'0'.repeat(40)}`;

/** https://www.rfc-editor.org/rfc/rfc7519 and https://www.rfc-editor.org/rfc/rfc9068 */
export const rows: readonly KindRows[] = [
  {
    kind: 'jwt-generic',
    value: () => signed({ sub: 'sam', exp: 1_830_297_600 }),
    claims: [
      {
        when: 'its end lies ahead',
        value: () => signed({ sub: 'sam', exp: 1_830_297_600, scope: 'read write', aud: 'https://api.example.test' }),
        verdict: 'valid',
        ends: '2028-01-01T00:00:00Z',
        scopes: ['read', 'write'],
        subject: 'sam',
      },
      { when: 'its end is past', value: () => signed({ exp: 1_798_675_200 }), verdict: 'expired' },
      {
        when: 'its time has not begun',
        value: () => signed({ exp: 1_830_297_600, nbf: 1_798_848_000 }),
        verdict: 'blocked: not-yet-valid',
      },
      { when: 'it claims no end', value: () => signed({ sub: 'sam' }), verdict: 'valid', ends: 'unknown' },
      {
        when: 'its end is told in milliseconds',
        value: () => signed({ exp: 1_830_297_600_000 }),
        verdict: 'unknown: unexpected',
        warns: ['expiry-implausible'],
      },
      {
        when: 'it is encrypted',
        value: () => `${signed({})}.${'0'.repeat(20)}.${'0'.repeat(20)}`,
        verdict: 'unknown: unexpected',
      },
    ],
  },
];
