import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { isPrivateKey } from '../../main/providers/app-key.ts';
import { githubApp } from '../../main/providers/github-app.ts';
import { minutes } from '../../shared/time.ts';
import { deriveAt, renewAt, revokeAt } from '../support/issuers/act.ts';
import { githubAppIssuer } from '../support/issuers/github-app.ts';
import { lookAt } from '../support/issuers/look.ts';
import { serveLoopback, type Loopback } from '../support/issuers/loopback.ts';
import { aToken, at, HOUR, MINUTE, T0 } from '../support/tokens.ts';

let skew = 0;
const app = githubAppIssuer(() => T0 + skew);
let issuer: Loopback;
beforeAll(async () => void (issuer = await serveLoopback(app.answer)));
beforeEach(() => {
  skew = 0;
  app.suspended = false;
});
afterAll(() => issuer.close());

const open = (value: Secret) => value.use((text) => text);
const fields = Object.keys(app.fields);
const token = { provider: 'github-app', fields, subject: 'octo' };
const here = () => ({ value: '', base: issuer.base, fields: app.fields, token });
const wanted = (scopes: readonly string[], audience: readonly string[] = []) => ({
  scopes,
  audience,
  longest: minutes(15),
});

async function minted(change: object = {}) {
  const result = await renewAt(githubApp, { ...here(), ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe('a value', () => {
  test('is minted for an hour, with what the installation may do', async () => {
    const { credential, facts } = await minted();
    expect(facts).toMatchObject({
      expiry: { kind: 'at', at: at(HOUR) },
      scopes: ['contents:write', 'issues:read', 'metadata:read'],
    });
    expect(app.tokens.has(open(credential.access))).toBe(true);
    expect(Object.keys(credential.fields)).toEqual(fields);
  });

  test('is asked for with nothing but a word that ends within ten minutes and was begun a minute ago', async () => {
    await minted();
    const seen = issuer.seen.at(-1);
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/api/v3/app/installations/4711/access_tokens',
      body: '',
      headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    });
    const second = T0 / 1000;
    expect(app.words.at(-1)).toEqual({ iat: second - 60, exp: second + 540, iss: 'Iv23li00000000000000' });
  });

  test('is minted by a key in either form, and by one with Windows line ends', async () => {
    const key = (text: string) => minted({ fields: { ...app.fields, 'private-key': text } });
    await expect(key(app.pkcs8)).resolves.toBeDefined();
    await expect(key(app.fields['private-key'].replaceAll('\n', '\r\n'))).resolves.toBeDefined();
  });

  test('lives beside those that were minted before', async () => {
    const [first, second] = [await minted(), await minted()];
    const lives = async (value: Secret) => (await lookAt(githubApp, { ...here(), value: open(value) })).verdict.kind;
    expect([await lives(first.credential.access), await lives(second.credential.access)]).toEqual(['valid', 'valid']);
  });

  test('that was ended lives no more, and a made-up one never did', async () => {
    const value = open((await minted()).credential.access);
    expect(await revokeAt(githubApp, { ...here(), value })).toEqual(['confirmed']);
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v3/installation/token' });
    for (const dead of [value, `ghs_${'0'.repeat(36)}`]) {
      expect((await lookAt(githubApp, { ...here(), value: dead })).verdict).toEqual({ kind: 'invalid' });
    }
  });

  test('says whose installation it is of', async () => {
    const value = open((await minted()).credential.access);
    expect(await lookAt(githubApp, { ...here(), value })).toMatchObject({
      verdict: { kind: 'valid' },
      facts: { subject: 'octo' },
    });
  });

  test('is not looked at before there is one', () => {
    const can = githubApp.check?.kind === 'online' ? githubApp.check.can : undefined;
    expect([can?.(aToken({ digest: '' })), can?.(aToken())]).toEqual([false, true]);
  });
});

describe('a request', () => {
  const refusal = async (change: object = {}) => {
    const result = await renewAt(githubApp, { ...here(), ...change });
    return result.ok ? 'minted' : result.failure;
  };

  test('of a clock that runs ten minutes wrong is refused for that, and comes again', async () => {
    for (const wrong of [10 * MINUTE, -10 * MINUTE]) {
      skew = wrong;
      expect(await refusal()).toEqual({ kind: 'again', cause: 'unexpected' });
      expect(await refusal({ now: at(wrong) })).toBe('minted');
      const { iat = 0, exp = 0 } = app.words.at(-1) ?? {};
      expect(iat * 1000).toBeLessThanOrEqual(T0 + wrong - MINUTE);
      expect(exp * 1000).toBeLessThanOrEqual(T0 + wrong + 10 * MINUTE);
    }
  });

  test('with another app’s key, or one that cannot be read, is refused and never repeated', async () => {
    const other = githubAppIssuer(() => T0).fields['private-key'];
    const keys = [other, 'not a key', other.replace(/[A-Z]/, 'x')];
    for (const key of keys) {
      expect(await refusal({ fields: { ...app.fields, 'private-key': key } })).toMatchObject({
        kind: 'no',
        why: 'client',
      });
    }
  });

  test('for what is not there, or is suspended, says so', async () => {
    expect(await refusal({ fields: { ...app.fields, 'installation-id': '1' } })).toMatchObject({
      kind: 'no',
      said: 'no such installation',
    });
    app.suspended = true;
    expect(await refusal()).toMatchObject({ kind: 'no', why: 'permission' });
  });

  test.each([
    [
      { status: 429, body: { message: 'rate limit' } },
      { kind: 'again', cause: 'rate-limited' },
    ],
    [
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' } },
      { kind: 'again', cause: 'rate-limited' },
    ],
    [
      { status: 503, body: '' },
      { kind: 'again', cause: 'outage' },
    ],
    [
      { status: 502, body: '' },
      { kind: 'lost', cause: 'outage' },
    ],
    [
      { status: 302, headers: { location: 'https://portal.example/login' } },
      { kind: 'again', cause: 'captive-portal' },
    ],
    [
      { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
      { kind: 'lost', cause: 'captive-portal' },
    ],
    [
      { status: 201, body: {} },
      { kind: 'lost', cause: 'unexpected' },
    ],
  ] as const)('that is answered %j ends nothing', async (reply, expected) => {
    issuer.insteadAlways(reply);
    expect(await refusal()).toEqual(expected);
    issuer.insteadAlways(undefined);
  });

  test('shows neither key nor word when it is printed', async () => {
    const request = await githubApp.renew?.ask(
      {
        access: new Secret(''),
        fields: Object.fromEntries(Object.entries(app.fields).map(([key, text]) => [key, new Secret(text)])),
      },
      { token: aToken(token), base: issuer.base, now: T0 },
    );
    expect(JSON.stringify(request)).not.toMatch(/eyJ|BEGIN|4711/);
    expect(JSON.stringify(request)).toContain('/app/installations/{installation-id}/access_tokens');
  });
});

describe('a narrower value', () => {
  const derive = (scopes: readonly string[], audience?: readonly string[]) =>
    deriveAt(githubApp, here(), wanted(scopes, audience));

  test('has the repositories and permissions that were asked for, and those alone', async () => {
    const derived = await derive(['contents:read'], ['octo/site']);
    expect(JSON.parse(issuer.seen.at(-1)?.body ?? '')).toEqual({
      repositories: ['site'],
      permissions: { contents: 'read' },
    });
    expect(derived).toMatchObject({
      ok: true,
      value: {
        facts: { scopes: ['contents:read', 'metadata:read'], audience: ['octo/site'] },
        credential: { fields: {} },
      },
    });
  });

  test('is ended alone', async () => {
    const derived = await derive(['issues:read']);
    const child = derived.ok ? derived.value.credential : undefined;
    expect(child).toBeDefined();
    if (child === undefined) return;
    expect(await revokeAt(githubApp, { ...here(), value: open(child.access) })).toEqual(['confirmed']);
  });

  test('with more than the installation has is refused', async () => {
    expect(await derive(['administration:write'])).toMatchObject({ ok: false, failure: { kind: 'no' } });
    expect(await derive([], ['octo/other'])).toMatchObject({ ok: false, failure: { kind: 'no' } });
  });

  test('is not tried where the wish is no permission, or is of another account', () => {
    const [way] = githubApp.derive?.ways ?? [];
    const can = (scopes: readonly string[], audience?: readonly string[]) =>
      way?.can(aToken(token), wanted(scopes, audience));
    expect([can(['contents']), can(['repo']), can([], ['other/site']), can([])]).toEqual([false, false, false, false]);
    expect([can(['contents:read']), can([], ['site']), can([], ['Octo/site'])]).toEqual([true, true, true]);
  });

  test('reads what its parent writes, and never the other way round', () => {
    const covers = githubApp.derive?.ways[0]?.covers;
    const held = ['contents:write', 'issues:read'];
    expect(['contents:read', 'contents:write', 'metadata:read'].map((scope) => covers?.(held, scope))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['contents:admin', 'issues:write', 'actions:read'].map((scope) => covers?.(held, scope))).toEqual([
      false,
      false,
      false,
    ]);
    expect(covers?.([], 'metadata:read')).toBe(false);
  });
});

test('a key is told from what is none before anybody is asked', () => {
  const flaw = (change: object) => githubApp.minted?.flaw({ ...app.fields, ...change })?.field;
  expect(flaw({})).toBeUndefined();
  expect([flaw({ 'app-id': 'my app' }), flaw({ 'installation-id': 'x' }), flaw({ 'private-key': '' })]).toEqual([
    'app-id',
    'installation-id',
    'private-key',
  ]);
  expect(isPrivateKey('-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----')).toBe(false);
});
