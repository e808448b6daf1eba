import { describe, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import type { ActContext } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import { oauth2 } from '../../main/providers/oauth2.ts';
import { refresh } from '../../main/providers/oauth2-refresh.ts';
import { httpDate } from '../support/http-date.ts';
import { aToken, at, T0 } from '../support/tokens.ts';

const token = aToken({ provider: 'oauth2', host: 'https://sso.example', hasRefresh: true });
const context: ActContext = { token, base: 'https://sso.example/token', now: T0 };

const credentialOf = (fields: Readonly<Record<string, string>>) => ({
  access: new Secret('an-access-token'),
  refresh: new Secret('a refresh+token/='),
  fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, new Secret(value)])),
});
const credential = credentialOf({ 'client-id': 'app' });
const open = (value: string | Secret | undefined) => (value instanceof Secret ? value.use((text) => text) : value);

const answered = (status: number, body: string | object, headers = {}): HttpOutcome => ({
  kind: 'answered',
  at: T0,
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  cut: false,
});
const fresh = { access_token: 'new-access', token_type: 'Bearer', expires_in: 600 };

describe('the request', () => {
  test('of a confidential client carries its name and secret in the header, each encoded first', async () => {
    const request = await refresh.ask(credentialOf({ 'client-id': 'a b', 'client-secret': 'c:d%' }), context);
    expect(open(request.headers['authorization'])).toBe(`Basic ${btoa('a+b:c%3Ad%25')}`);
    expect(open(request.body)).toBe('grant_type=refresh_token&refresh_token=a+refresh%2Btoken%2F%3D');
    expect([request.method, request.url]).toEqual(['POST', 'https://sso.example/token']);
  });

  test('of a public client names it in the form', async () => {
    const request: HttpRequest = await refresh.ask(credential, context);
    expect(request.headers['authorization']).toBeUndefined();
    expect(open(request.body)).toBe('grant_type=refresh_token&refresh_token=a+refresh%2Btoken%2F%3D&client_id=app');
  });

  test('shows no value of its own when it is printed', async () => {
    expect(JSON.stringify(await refresh.ask(credential, context))).not.toMatch(/refresh\+token|refresh%2Btoken/);
  });
});

describe('the answer', () => {
  const read = (outcome: HttpOutcome) => refresh.read(outcome, credential, context);
  const kept = (outcome: HttpOutcome) => {
    const result = read(outcome);
    return result.ok ? [open(result.value.credential.access), open(result.value.credential.refresh)] : result.failure;
  };

  test('brings a new refresh token, or leaves the old one good', () => {
    expect(kept(answered(200, { ...fresh, refresh_token: 'new-refresh' }))).toEqual(['new-access', 'new-refresh']);
    expect(kept(answered(200, fresh))).toEqual(['new-access', 'a refresh+token/=']);
    expect(kept(answered(200, { ...fresh, refresh_token: '' }))).toEqual(['new-access', 'a refresh+token/=']);
  });

  test('tells a length of life, which counts from its receipt', () => {
    expect(read(answered(200, { ...fresh, scope: 'read write', refresh_expires_in: 3600 }))).toMatchObject({
      value: { facts: { expiry: { at: at(600_000) }, scopes: ['read', 'write'], refreshExpiresAt: at(3_600_000) } },
    });
  });

  test('counts by the issuer’s clock where the two differ, and by ours where one of them is plainly wrong', () => {
    const endAt = (skew: number) => {
      const result = read(answered(200, fresh, { date: httpDate(T0 + skew) }));
      return result.ok && result.value.facts.expiry?.kind === 'at' ? result.value.facts.expiry.at - T0 : undefined;
    };
    expect(endAt(-600_000)).toBe(0);
    expect(endAt(3000)).toBe(600_000);
    expect(endAt(400 * 86_400_000)).toBe(600_000);
  });

  test('with no length tells no end', () => {
    expect(read(answered(200, { access_token: 'new-access' }))).toMatchObject({
      value: { facts: { expiry: { kind: 'unknown' } } },
    });
  });

  test.each<[string, HttpOutcome, object]>([
    ['a refresh token of no use', answered(400, { error: 'invalid_grant' }), { kind: 'no', why: 'grant' }],
    ['a client of no use', answered(401, { error: 'invalid_client' }), { kind: 'no', why: 'client' }],
    ['a 401 with no reason', answered(401, {}), { kind: 'no', why: 'client', said: 'HTTP 401' }],
    ['a client that may not', answered(400, { error: 'unauthorized_client' }), { kind: 'no', why: 'permission' }],
    [
      'a scope too many',
      answered(400, { error: 'invalid_scope' }),
      { kind: 'no', why: 'other', said: 'invalid_scope' },
    ],
    ['an echo, which is not repeated', answered(400, { error: 'a refresh+token/=' }), { said: 'HTTP 400' }],
    ['a pause', answered(400, { error: 'temporarily_unavailable' }), { kind: 'again' }],
    ['an outage', answered(503, ''), { kind: 'again' }],
    ['a gateway that gave up', answered(504, ''), { kind: 'lost' }],
    ['a yes without a token', answered(200, {}), { kind: 'lost' }],
    ['a yes that is no JSON', answered(200, 'ok'), { kind: 'lost' }],
    ['silence', { kind: 'silent', at: T0, cause: 'timeout', code: 'DEADLINE' }, { kind: 'lost', cause: 'timeout' }],
    ['nobody there', { kind: 'silent', at: T0, cause: 'outage', code: 'ECONNREFUSED' }, { kind: 'again' }],
  ])('is read: %s', (_what, outcome, expected) => {
    expect(read(outcome)).toMatchObject({ ok: false, failure: expected });
  });
});

describe('the proof', () => {
  const { proof } = refresh;
  test('asks after the refresh token and not after the value', async () => {
    expect(open((await proof?.ask(credential, context))?.body)).toBe(
      'token=a+refresh%2Btoken%2F%3D&token_type_hint=refresh_token&client_id=app',
    );
  });

  test.each<[HttpOutcome, string]>([
    [answered(200, { active: true }), 'nothing-happened'],
    [answered(200, { active: false }), 'happened'],
    [answered(401, { error: 'invalid_client' }), 'cannot-tell'],
    [answered(404, {}), 'cannot-tell'],
    [answered(200, { active: 'yes' }), 'cannot-tell'],
    [{ kind: 'silent', at: T0, cause: 'timeout', code: 'DEADLINE' }, 'cannot-tell'],
  ])('reads %j as %s', (outcome, expected) => {
    expect(proof?.read(outcome, context)).toBe(expected);
  });
});

test('only a token with a refresh token can, and none whose host is an introspection endpoint', () => {
  const can = (facts: object) => oauth2.renew?.can({ ...token, ...facts });
  expect([can({}), can({ hasRefresh: undefined }), can({ host: 'https://sso.example/introspect' })]).toEqual([
    true,
    false,
    false,
  ]);
});

test('secret and refresh token go to no other origin than the issuer’s', () => {
  const document = (place: string) => answered(200, { issuer: 'https://sso.example', token_endpoint: place });
  const found = (place: string) => refresh.discovery?.read(document(place), { token, base: 'https://sso.example' });
  expect(found('https://sso.example/oauth/token')).toMatchObject({ ok: true });
  for (const place of ['https://evil.example/token', 'http://sso.example/token', 'https://sso.example@evil.example/']) {
    expect(found(place)).toMatchObject({ ok: false });
  }
});
