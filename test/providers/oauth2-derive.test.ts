import { describe, expect, test } from 'vitest';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import type { ActContext } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import { oauth2Derive } from '../../main/providers/oauth2-derive.ts';
import { minutes } from '../../shared/time.ts';
import { aToken, at, T0 } from '../support/tokens.ts';

const [exchange, fewer] = oauth2Derive.ways;
if (exchange?.how !== 'sibling' || fewer?.how !== 'sibling') throw new Error('both are asked for');

const token = aToken({ provider: 'oauth2', host: 'https://sso.example', hasRefresh: true, scopes: ['read', 'write'] });
const context: ActContext = { token, base: 'https://sso.example/token', now: T0 };
const credential = {
  access: new Secret('an access+token'),
  refresh: new Secret('a refresh/token'),
  fields: { 'client-id': new Secret('app') },
};
const wanted = (scopes: readonly string[], audience: readonly string[] = []) => ({
  scopes,
  audience,
  longest: minutes(5),
});
const open = (value: string | Secret | undefined) => (value instanceof Secret ? value.use((text) => text) : value);
const answered = (status: number, body: object): HttpOutcome => ({
  kind: 'answered',
  at: T0,
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  cut: false,
});

describe('token exchange', () => {
  test('is asked for by its long names, each target by its kind', async () => {
    const wish = wanted(['read', 'write'], ['https://api.example/v1', 'billing']);
    const request = await exchange.ask(credential, wish, context);
    expect(open(request.body)?.split('&')).toEqual([
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange',
      'subject_token=an+access%2Btoken',
      'subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token',
      'requested_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token',
      'resource=https%3A%2F%2Fapi.example%2Fv1',
      'audience=billing',
      'scope=read+write',
      'client_id=app',
    ]);
    expect(JSON.stringify(request)).not.toMatch(/access\+token|access%2Btoken/);
  });

  test('is offered where the issuer’s own document names it, and nowhere else', () => {
    const document = (grants?: readonly string[]) =>
      answered(200, {
        issuer: 'https://sso.example',
        token_endpoint: 'https://sso.example/token',
        ...(grants === undefined ? {} : { grant_types_supported: grants }),
      });
    const found = (grants?: readonly string[]) =>
      exchange.discovery?.read(document(grants), { token, base: 'https://sso.example' });
    expect(found(['urn:ietf:params:oauth:grant-type:token-exchange'])).toMatchObject({ ok: true });
    expect(found(['refresh_token'])).toMatchObject({ ok: false, failure: { said: 'grant not offered' } });
    expect(found()).toMatchObject({ ok: false, failure: { said: 'grant not offered' } });
  });

  test('answers with a token of its own, and takes nothing of its parent', () => {
    const told = answered(200, { access_token: 'child', token_type: 'Bearer', expires_in: 60, scope: 'read' });
    const read = exchange.read(told, credential, wanted(['read']), context);
    expect(read.ok && open(read.value.credential.access)).toBe('child');
    expect(read).toMatchObject({
      value: { credential: { fields: {} }, facts: { expiry: { at: at(60_000) }, scopes: ['read'] } },
    });
    expect(read.ok && read.value.parent).toBeUndefined();
  });

  test('that answers with a token for nobody to use is refused', () => {
    const told = answered(200, { access_token: 'assertion', token_type: 'N_A' });
    expect(exchange.read(told, credential, wanted(['read']), context)).toMatchObject({ failure: { kind: 'no' } });
  });
});

describe('a refresh with fewer scopes', () => {
  test('names them beside the refresh token', async () => {
    const request = await fewer.ask(credential, wanted(['read']), context);
    expect(open(request.body)).toBe(
      'grant_type=refresh_token&refresh_token=a+refresh%2Ftoken&scope=read&client_id=app',
    );
  });

  test('brings the child, and the parent’s new refresh token beside the parent’s own value', () => {
    const told = answered(200, { access_token: 'child', refresh_token: 'next', expires_in: 60 });
    const read = fewer.read(told, credential, wanted(['read']), context);
    if (!read.ok) throw new Error('not read');
    const { parent, facts, credential: child } = read.value;
    expect([open(child.access), child.refresh, open(parent?.access), open(parent?.refresh)]).toEqual([
      'child',
      undefined,
      'an access+token',
      'next',
    ]);
    expect(facts.scopes).toEqual(['read']);
  });

  test('whose answer has no refresh token leaves the old one good', () => {
    const read = fewer.read(answered(200, { access_token: 'child' }), credential, wanted(['read']), context);
    expect(read.ok && read.value.parent).toBeUndefined();
  });

  test('that brought more than was asked for says so', () => {
    const told = answered(200, { access_token: 'child', scope: 'read write' });
    expect(fewer.read(told, credential, wanted(['read']), context)).toMatchObject({
      value: { facts: { scopes: ['read', 'write'] } },
    });
  });

  test.each([
    [answered(400, { error: 'invalid_scope' }), { kind: 'no', why: 'other', said: 'invalid_scope' }],
    [answered(400, { error: 'invalid_grant' }), { kind: 'no', why: 'grant' }],
    [answered(503, {}), { kind: 'again', cause: 'outage' }],
    [answered(502, {}), { kind: 'lost' }],
  ])('is read as a refresh is: %j', (outcome, failure) => {
    expect(fewer.read(outcome, credential, wanted(['read']), context)).toMatchObject({ ok: false, failure });
  });
});

test('neither is tried for nothing, nor where the host is an introspection endpoint', () => {
  const can = (facts: object, wish = wanted(['read'])) =>
    oauth2Derive.ways.map((way) => way.can({ ...token, ...facts }, wish));
  expect(can({})).toEqual([true, true]);
  expect(can({ hasRefresh: undefined })).toEqual([true, false]);
  expect(can({}, wanted([], ['billing']))).toEqual([true, false]);
  expect(can({}, wanted([]))).toEqual([false, false]);
  expect(can({ host: 'https://sso.example/introspect' })).toEqual([false, false]);
});

test('a child is ended in the name of its parent’s client', async () => {
  const child = { access: new Secret('child'), fields: {} };
  const request = await oauth2Derive.end?.ask(child, credential, context);
  expect(open(request?.body)).toBe('token=child&token_type_hint=access_token&client_id=app');
});
