import { describe, expect, it } from 'vitest';
import { jwt } from '../../main/providers/jwt.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { lookAt } from '../support/issuers/look.ts';
import { T0 } from '../support/tokens.ts';

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const made = (claims: object, header: object = { alg: 'RS256', typ: 'JWT' }) =>
  `${encoded(header)}.${encoded(claims)}.${'0'.repeat(43)}`;
const look = (value: string) => lookAt(jwt, { value, base: '' });
const NOW = T0 / 1000;

describe('a JSON Web Token', () => {
  it('that has not expired says so by its own claims, and that nobody was asked', async () => {
    const value = made({ exp: NOW + 3600, iat: NOW, sub: 'ädä', scope: 'a b', aud: 'api' });
    expect(await look(value)).toEqual({
      verdict: { kind: 'valid' },
      said: 'offline: not expired',
      facts: {
        expiry: { kind: 'at', at: 1_798_765_200_000, precision: 'instant', source: 'token' },
        issuedAt: T0,
        subject: 'ädä',
        scopes: ['a', 'b'],
        audience: ['api'],
        warnings: [],
      },
    });
  });

  it.each([
    ['expired at this second', { exp: NOW }, { kind: 'expired' }, 'offline: expired'],
    [
      'not yet begun',
      { exp: NOW + 60, nbf: NOW + 1 },
      { kind: 'blocked', why: 'not-yet-valid' },
      'offline: not yet valid',
    ],
    ['begun at this second', { exp: NOW + 60, nbf: NOW }, { kind: 'valid' }, 'offline: not expired'],
    ['with no end', { sub: 'a' }, { kind: 'valid' }, 'offline: claims no end'],
    [
      'with an end in milliseconds',
      { exp: T0 + 3_600_000 },
      { kind: 'unknown', cause: 'unexpected' },
      'offline: expiry makes no sense',
    ],
    [
      'with an end in words',
      { exp: 'tomorrow' },
      { kind: 'unknown', cause: 'unexpected' },
      'offline: expiry makes no sense',
    ],
  ])('is read right: %s', async (_title, claims, verdict, said) => {
    expect(await look(made(claims))).toMatchObject({ verdict, said });
  });

  it('with an end in milliseconds comes with a warning and no expiry', async () => {
    const { facts } = await look(made({ exp: T0 + 3_600_000 }));
    expect(facts).toMatchObject({ expiry: { kind: 'unknown' }, warnings: [{ code: 'expiry-implausible' }] });
  });

  it('that is broken proves nothing', async () => {
    expect((await look(`${made({}).slice(0, 30)}.0`)).verdict).toEqual({ kind: 'unknown', cause: 'unexpected' });
  });

  it.each([
    ['cut', made({ exp: NOW }).split('.').slice(0, 2).join('.')],
    ['encrypted, in five parts', `${encoded({ alg: 'dir', enc: 'A' })}.0.0.0.0`],
    ['with a header that is none', `eyJ000000000000.eyJ000000000000.${'0'.repeat(43)}`],
    ['with a header of no algorithm', made({}, { typ: 'JWT' })],
    ['with claims that are a list', `${encoded({ alg: 'a' })}.${encoded([1])}.0`],
  ])('is not recognised in something %s', (_title, value) => {
    expect(guessesOf(jwt, value)).toEqual([]);
  });
});
