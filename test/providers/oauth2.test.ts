import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { oauth2 } from '../../main/providers/oauth2.ts';
import { instant } from '../../shared/time.ts';
import { lookAt } from '../support/issuers/look.ts';
import { serveLoopback, type Loopback, type Reply } from '../support/issuers/loopback.ts';
import { serveOidc, type Oidc } from '../support/issuers/oidc.ts';
import { aToken, at, DAY, endsAt, T0 } from '../support/tokens.ts';

const unknown = (cause: string) => ({ kind: 'unknown', cause });

describe('a token of a real authorization server', () => {
  let issuer: Oidc;
  beforeAll(async () => {
    issuer = await serveOidc();
  });
  afterAll(() => issuer.close());

  const look = (value: string, more: { base?: string; secret?: string; token?: object } = {}) =>
    lookAt(oauth2, {
      value,
      base: more.base ?? issuer.base,
      fields: { 'client-id': issuer.client.id, 'client-secret': more.secret ?? issuer.client.secret },
      token: more.token ?? {},
    });

  it('lives, says what it may do and when it ends', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { verdict, facts, said } = await look(await issuer.mint('repo:read repo:write', 600));
    expect(verdict).toEqual({ kind: 'valid' });
    expect(said).toBe('active');
    expect(facts).toMatchObject({
      scopes: ['repo:read', 'repo:write'],
      subject: issuer.client.id,
      expiry: { kind: 'at', source: 'issuer' },
    });
    const left = (facts.expiry?.kind === 'at' ? facts.expiry.at : 0) / 1000 - before;
    expect(left).toBeGreaterThanOrEqual(600);
    expect(left).toBeLessThan(660);
  });

  it('is found at the endpoint itself just as well', async () => {
    const value = await issuer.mint('repo:read', 600);
    expect((await look(value, { base: `${issuer.base}/token/introspection` })).verdict).toEqual({ kind: 'valid' });
  });

  it('is refused when it is made up', async () => {
    expect(await look('0'.repeat(43))).toMatchObject({ verdict: { kind: 'invalid' }, said: 'inactive' });
  });

  it('is refused once it was revoked, and has expired once its end has come', async () => {
    const value = await issuer.mint('repo:read', 600);
    await issuer.revoke(value);
    expect((await look(value)).verdict).toEqual({ kind: 'invalid' });
    expect((await look(value, { token: { expiry: endsAt(T0) } })).verdict).toEqual({ kind: 'expired' });
  });

  it('has nothing said against it when our own client secret is wrong', async () => {
    const value = await issuer.mint('repo:read', 600);
    expect(await look(value, { secret: '0' })).toMatchObject({
      verdict: unknown('unexpected'),
      said: 'invalid_client',
    });
  });
});

describe('an answer to introspection', () => {
  let server: Loopback;
  let document: Reply;
  let reply: Reply;
  beforeAll(async () => {
    server = await serveLoopback(({ path }) => (path.startsWith('/realm/.well-known') ? document : reply));
  });
  beforeEach(() => {
    document = {
      status: 200,
      body: { issuer: `${server.base}/realm`, introspection_endpoint: `${server.base}/realm/check` },
    };
    reply = { status: 200, body: { active: true } };
  });
  afterAll(() => server.close());

  const fields = { 'client-id': 'a b+ä', 'client-secret': 'c:d%' };
  const look = () =>
    lookAt(oauth2, { value: 'v&a=l+u e', base: `${server.base}/realm`, fields, token: { expiry: endsAt(at(DAY)) } });
  const body = { sub: 'u1', username: 'ada', aud: ['api'], scope: 'a b', exp: 1_798_765_200, iat: 1_798_761_600 };

  it('takes every fact that it tells', async () => {
    reply = { status: 200, body: { active: true, ...body } };
    const { facts } = await look();
    expect(facts).toEqual({
      subject: 'ada',
      audience: ['api'],
      scopes: ['a', 'b'],
      expiry: { kind: 'at', at: 1_798_765_200_000, precision: 'instant', source: 'issuer' },
      issuedAt: T0,
      warnings: [],
    });
  });

  it('comes from a question that form-encodes client and token, with the token in the body alone', async () => {
    await look();
    const seen = server.seen.at(-1);
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/realm/check',
      body: 'token=v%26a%3Dl%2Bu+e&token_type_hint=access_token',
    });
    const basic = Buffer.from((seen?.headers['authorization'] ?? '').replace('Basic ', ''), 'base64').toString();
    expect(basic).toBe('a+b%2B%C3%A4:c%3Ad%25');
  });

  it.each<[title: string, reply: Reply, verdict: object, said?: string]>([
    ['active', { status: 200, body: { active: true } }, { kind: 'valid' }, 'active'],
    ['inactive', { status: 200, body: { active: false } }, { kind: 'invalid' }, 'inactive'],
    [
      'not yet',
      { status: 200, body: { active: true, nbf: 1_798_761_660 } },
      { kind: 'blocked', why: 'not-yet-valid' },
      'active',
    ],
    ['neither', { status: 200, body: { active: 'yes' } }, unknown('unexpected')],
    ['our client refused', { status: 401, body: { error: 'invalid_client' } }, unknown('unexpected'), 'invalid_client'],
    [
      'our client refused in other words',
      { status: 401, body: { message: 'no' } },
      unknown('unexpected'),
      'invalid_client',
    ],
    ['not allowed to ask', { status: 403, body: { error: 'access_denied' } }, unknown('unexpected'), 'access_denied'],
    ['a bad request', { status: 400, body: { error: 'invalid_request' } }, unknown('unexpected'), 'invalid_request'],
    ['an outage', { status: 503, body: { error: 'temporarily_unavailable' } }, unknown('outage')],
    ['a limit', { status: 429, body: {} }, unknown('rate-limited')],
    ['a portal', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, unknown('captive-portal')],
  ])('is judged right: %s', async (_title, given, verdict, said) => {
    reply = given;
    const judgement = await look();
    expect(judgement.verdict).toEqual(verdict);
    expect(judgement.said).toBe(said);
  });

  it.each<[title: string, made: (base: string) => Reply, verdict: object]>([
    [
      'of another issuer',
      (base) => ({ status: 200, body: { issuer: base, introspection_endpoint: `${base}/check` } }),
      unknown('unexpected'),
    ],
    ['with no such endpoint', (base) => ({ status: 200, body: { issuer: `${base}/realm` } }), unknown('unexpected')],
    ['that is missing', () => ({ status: 404, body: {} }), unknown('unexpected')],
    [
      'that is a page',
      () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }),
      unknown('captive-portal'),
    ],
    ['behind an outage', () => ({ status: 502, body: {} }), unknown('outage')],
  ])('is never asked for by a document %s', async (_title, made, verdict) => {
    document = made(server.base);
    const asked = server.seen.length;
    expect((await look()).verdict).toEqual(verdict);
    expect(server.seen.slice(asked).map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    'https://evil.test/check',
    'https://issuer.test@evil.test/check',
    'https://issuer.test\\@evil.test/check',
    'https://issuer.test\t@evil.test/check',
    'https://issuer.test:8443/check',
    'http://issuer.test/check',
    'https://issuer.test.evil.test/check',
    '//evil.test/check',
  ])('is never asked for at another origin: %j', (endpoint) => {
    expect(found('https://issuer.test', endpoint)).toMatchObject({
      ok: false,
      failure: { said: 'endpoint at another origin' },
    });
  });

  it('may be asked for at the same origin, whatever the spelling', () => {
    expect(found('https://issuer.test', 'HTTPS://Issuer.test:443/check')).toMatchObject({ ok: true });
  });

  function found(base: string, endpoint: string) {
    const { check } = oauth2;
    if (check?.kind !== 'online' || check.discovery === undefined) throw new Error('introspection is discovered');
    const headers = { 'content-type': 'application/json' };
    const text = JSON.stringify({ issuer: base, introspection_endpoint: endpoint });
    const answer = { kind: 'answered', at: instant(0), status: 200, headers, body: text, cut: false } as const;
    return check.discovery.read(answer, { token: aToken(), base });
  }

  it('is asked for with no secret in the first question', () => {
    const { check } = oauth2;
    const request =
      check?.kind === 'online' ? check.discovery?.ask({ token: aToken(), base: 'https://issuer.test' }) : undefined;
    expect(Object.values(request?.headers ?? {}).some((header) => header instanceof Secret)).toBe(false);
    expect(request).toMatchObject({ method: 'GET', url: 'https://issuer.test/.well-known/openid-configuration' });
  });
});
