import { describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import { gitlabRotate } from '../../main/providers/gitlab-rotate.ts';
import { gitlabValue } from '../support/issuers/gitlab.ts';
import { aToken, at, DAY, endsAt, T0 } from '../support/tokens.ts';

const token = aToken({ provider: 'gitlab', scopes: ['api'], issuedAt: at(-10 * DAY), expiry: endsAt(at(20 * DAY)) });
const context = { token, base: 'https://gitlab.example', now: T0 };
const credential = { access: new Secret(gitlabValue(1)), fields: {} };

const read = (status: number, body: object | string, cut = false) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const outcome: HttpOutcome = {
    kind: 'answered',
    at: T0,
    status,
    headers: { 'content-type': 'application/json' },
    body: text,
    cut,
  };
  return gitlabRotate.read(outcome, credential, context);
};
const silent = (code: string, cause: 'timeout' | 'offline') =>
  gitlabRotate.read({ kind: 'silent', at: T0, cause, code }, credential, context);

describe('what is asked of GitLab', () => {
  test('is a life as long as the last one, at most a year, and always said', async () => {
    const body = async (expiry = token.expiry) =>
      (await gitlabRotate.ask(credential, { ...context, token: { ...token, expiry } })).body;
    expect(await body()).toBe('{"expires_at":"2027-01-31"}');
    expect(await body({ kind: 'never', source: 'issuer' })).toBe('{"expires_at":"2028-01-01"}');
    expect(await body(endsAt(at(900 * DAY)))).toBe('{"expires_at":"2028-01-01"}');
  });

  test('is not asked where the scopes are known not to allow it', () => {
    expect(
      [['api'], ['self_rotate'], [], ['read_api']].map((scopes) => gitlabRotate.can({ ...token, scopes })),
    ).toEqual([true, true, true, false]);
  });
});

describe('what GitLab answers', () => {
  test('a new value comes with its end, its scopes and its id', () => {
    const told = read(200, { id: 42, token: gitlabValue(2), expires_at: '2027-01-31', scopes: ['api'] });
    expect(told).toMatchObject({
      ok: true,
      value: { facts: { issuerId: '42', scopes: ['api'], expiry: { kind: 'at', precision: 'date' } } },
    });
    expect(told.ok && told.value.credential.access.use((value) => value)).toBe(gitlabValue(2));
  });

  test.each([
    [401, { error: 'invalid_token' }, { kind: 'no', why: 'permission', said: 'invalid_token' }],
    [403, { error: 'insufficient_scope' }, { kind: 'no', why: 'permission' }],
    [400, { message: 'expires_at is too late' }, { kind: 'no', why: 'other', said: 'status 400' }],
    [503, { message: 'maintenance' }, { kind: 'again' }],
    [429, { message: 'slow down' }, { kind: 'again' }],
    [500, { message: 'oops' }, { kind: 'lost' }],
    [200, { id: 42 }, { kind: 'lost' }],
    [200, '{"token":', { kind: 'lost' }],
  ])('status %i with %j', (status, body, failure) => {
    expect(read(status, body)).toMatchObject({ ok: false, failure });
  });

  test('nothing: only a request that never left may be tried again', () => {
    expect([silent('ECONNREFUSED', 'offline'), silent('ETIMEDOUT', 'timeout')]).toMatchObject([
      { failure: { kind: 'again' } },
      { failure: { kind: 'lost' } },
    ]);
  });
});
