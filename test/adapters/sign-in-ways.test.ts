import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { minutes } from '../../shared/time.ts';
import { serveLoopback } from '../support/issuers/loopback.ts';
import { visit } from '../support/issuers/person.ts';
import { serveSignIn, type SignInIssuer } from '../support/issuers/sign-in-issuer.ts';
import { callback, open, saidOf, signedIn, signingInAt } from './a-sign-in.ts';

let issuer: SignInIssuer;
const { begun, bent, clock, logged, refusal, endAll } = signingInAt(() => issuer);

beforeAll(async () => {
  issuer = await serveSignIn();
});
afterAll(() => issuer.close());
afterEach(endAll);

const quick = () =>
  bent((path, body) =>
    path === '/device/auth' ? JSON.stringify({ ...(JSON.parse(body) as object), interval: 0.05 }) : undefined,
  );

describe('with a device code', () => {
  test('a person types the code elsewhere', async () => {
    const one = await begun({ how: 'device', scopes: ['openid', 'offline_access'] }, quick());
    expect(one.userCode).toMatch(/^\w{4}-\w{4}$/);
    expect(one.verificationUri).toBe(`${issuer.base}/device`);
    expect(one.expiresAt).toBe(clock.now() + 600_000);
    await visit(one.verificationUri ?? '', { types: { user_code: one.userCode ?? '' } });
    const signed = await signedIn(one);
    expect(open(signed.refresh)).not.toBe('');
    expect(logged()).not.toContain(one.userCode);
  });

  test('a person who refuses is told so', async () => {
    const one = await begun({ how: 'device' }, quick());
    await visit(one.url ?? '', { refuses: true });
    expect(await saidOf(one)).toBe('access_denied');
  });

  test('it ends with its code, and can be cancelled before', async () => {
    const late = await begun({ how: 'device' });
    await clock.advance(minutes(10), async () => undefined);
    expect(await saidOf(late)).toBe('timeout');
    const one = await begun({ how: 'device' });
    one.cancel();
    expect(await saidOf(one)).toBe('cancelled');
  });
});

describe('with no person', () => {
  test('a client signs itself in', async () => {
    const { id, secret } = issuer.machine;
    const one = await begun({ how: 'client', scopes: [], clientId: id, clientSecret: new Secret(secret) });
    const signed = await signedIn(one);
    expect(signed.expiry).toMatchObject({ at: signed.at + 600_000 });
    expect(signed.refresh).toBeUndefined();
    expect(logged()).not.toContain(secret);
  });

  test('a wrong client secret is told in the words of OAuth', async () => {
    const one = await begun({ how: 'client', scopes: [], clientId: 'machine', clientSecret: new Secret('wrong') });
    expect(await saidOf(one)).toBe('invalid_client');
  });
});

describe('the issuer', () => {
  test('is asked over https, or on this machine', async () => {
    expect(await refusal({ issuer: 'http://id.example.org' })).toBe('the issuer is no https address');
    expect(await refusal({ issuer: 'file:///etc/passwd' })).toBe('the issuer is no https address');
    expect(await refusal({ issuer: 'http://127.0.0.1:1' })).toBe('no answer: ECONNREFUSED');
  });

  test('is the one that was named, and no redirect leads elsewhere', async () => {
    let document: object = {};
    const other = await serveLoopback(({ path }) =>
      path === '/moved/.well-known/openid-configuration'
        ? { status: 302, headers: { location: `${issuer.base}/.well-known/openid-configuration` } }
        : { status: 200, body: document },
    );
    document = { issuer: issuer.base, token_endpoint: `${issuer.base}/token` };
    expect(await refusal({ issuer: other.base })).toBe('another issuer answered');
    expect(await refusal({ issuer: `${other.base}/moved` })).toBe('the issuer answered 302');
    await other.close();
  });

  test('of plain OAuth is found by its own document (RFC 8414)', async () => {
    const plain = await serveLoopback(({ path }) =>
      path === '/.well-known/oauth-authorization-server/team'
        ? {
            status: 200,
            body: {
              issuer: `${plain.base}/team`,
              token_endpoint: `${plain.base}/t`,
              authorization_endpoint: `${plain.base}/a`,
            },
          }
        : path === '/t'
          ? { status: 200, body: { access_token: 'plain-token', token_type: 'bearer' } }
          : { status: 404, body: {} },
    );
    const one = await begun({ issuer: `${plain.base}/team`, scopes: ['x'] });
    await fetch(callback(one, { code: 'any' }));
    const signed = await signedIn(one);
    expect([open(signed.access), signed.expiry, signed.scopes]).toEqual(['plain-token', { kind: 'unknown' }, ['x']]);
    await plain.close();
  });

  test('without PKCE is not signed in at', async () => {
    const old = await serveLoopback(() => ({
      status: 200,
      body: {
        issuer: old.base,
        token_endpoint: `${old.base}/t`,
        authorization_endpoint: `${old.base}/a`,
        code_challenge_methods_supported: ['plain'],
      },
    }));
    expect(await refusal({ issuer: old.base })).toBe('the issuer has no PKCE with S256');
    await old.close();
  });
});
