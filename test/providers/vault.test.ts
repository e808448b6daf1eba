import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { vault } from '../../main/providers/vault.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { minutes } from '../../shared/time.ts';
import { deriveAt, renewAt, revokeAt } from '../support/issuers/act.ts';
import { lookAt, send } from '../support/issuers/look.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from '../support/issuers/loopback.ts';
import { aToken, at, DAY, endsAt, HOUR, T0 } from '../support/tokens.ts';

const value = `hvs.${'0'.repeat(90)}`;
const batch = `hvb.${'0'.repeat(140)}`;
const denied: Reply = { status: 403, body: { errors: ['permission denied'] } };
const data = {
  accessor: 'accessor-0',
  creation_time: T0 / 1000 - 3600,
  display_name: 'token-ci',
  expire_time: '2027-01-01T01:00:00.123456789Z',
  identity_policies: ['team'],
  num_uses: 0,
  policies: ['default', 'deploy'],
  renewable: true,
  ttl: 3600,
  type: 'service',
};

let issuer: Loopback;
let reply: (seen: Seen) => Reply;
const lives = (facts: object = {}) => (reply = () => ({ status: 200, body: { data: { ...data, ...facts } } }));
beforeAll(async () => void (issuer = await serveLoopback((seen) => reply(seen))));
beforeEach(() => void lives());
afterAll(() => issuer.close());
const look = (token = {}) => lookAt(vault, { value, base: issuer.base, token, fields: { namespace: 'admin' } });

test('its shapes are known, those of OpenBao too', () => {
  const shapes = [value, batch, `s.${'0'.repeat(24)}`, 'hvs.short', 's.a-file.txt'];
  expect(shapes.map((text) => guessesOf(vault, text)[0]?.kind)).toEqual([
    'service token',
    'batch token',
    'service token',
    undefined,
    undefined,
  ]);
});

describe('a token of Vault', () => {
  test('that lives says what it is, what it may do, and when it ends', async () => {
    const { verdict, facts } = await look();
    expect(verdict).toEqual({ kind: 'valid' });
    expect(facts).toEqual({
      expiry: { kind: 'at', at: at(HOUR + 123), precision: 'instant', source: 'issuer' },
      issuedAt: at(-HOUR),
      scopes: ['default', 'deploy', 'team'],
      subject: 'token-ci',
      issuerId: 'accessor-0',
      renewable: true,
      warnings: [],
    });
    expect(issuer.seen.at(-1)).toMatchObject({
      method: 'GET',
      path: '/v1/auth/token/lookup-self',
      headers: { 'x-vault-token': value, 'x-vault-namespace': 'admin' },
    });
  });

  test('with no end never expires, and one that may do everything is called too wide', async () => {
    lives({ expire_time: null, policies: ['root'] });
    const { facts } = await look();
    expect(facts.expiry).toEqual({ kind: 'never', source: 'issuer' });
    expect(facts.warnings).toEqual([{ code: 'too-wide', scopes: ['root'] }]);
  });

  test('whose uses are counted is looked at once and never again', async () => {
    lives({ num_uses: 5 });
    const { facts } = await look();
    expect(facts).toMatchObject({ renewable: false, warnings: [{ code: 'few-uses' }] });
    const can = vault.check?.kind === 'online' ? vault.check.can : undefined;
    expect(can?.(aToken({ warnings: facts.warnings ?? [] }))).toBe(false);
    expect(can?.(aToken())).toBe(true);
  });

  test('that is refused is invalid, or expired after its end', async () => {
    reply = () => denied;
    expect((await look()).verdict).toEqual({ kind: 'invalid' });
    expect((await look({ expiry: endsAt(at(-DAY)) })).verdict).toEqual({ kind: 'expired' });
  });

  test.each([
    [{ status: 503, body: { errors: ['Vault is sealed'] } }, 'outage'],
    [{ status: 429, body: { errors: [] } }, 'rate-limited'],
    [{ status: 400, body: { errors: ['missing client token'] } }, 'unexpected'],
  ] as const)('is not judged by %j', async (answer, cause) => {
    reply = () => answer;
    expect((await look()).verdict).toEqual({ kind: 'unknown', cause });
  });
});

describe('its life', () => {
  const soon = { expiry: endsAt(at(HOUR)) };
  const extend = () => renewAt(vault, { value, base: issuer.base, token: soon });
  const leased = (lease: object) =>
    (reply = () => ({ status: 200, body: { auth: { client_token: value, ...lease } } }));

  test('is made longer; the value stays', async () => {
    leased({ lease_duration: 7200, renewable: true });
    const issued = await extend();
    expect(issued.ok && issued.value.credential.access.use((text) => text)).toBe(value);
    expect(issued).toMatchObject({ value: { facts: { expiry: { at: at(2 * HOUR) }, renewable: true } } });
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'POST', path: '/v1/auth/token/renew-self', body: '{}' });
  });

  test('that has reached its greatest length is not tried for again', async () => {
    leased({ lease_duration: 3600, renewable: true });
    expect(await extend()).toMatchObject({ value: { facts: { renewable: false } } });
  });

  test.each([
    [denied, { kind: 'no', why: 'grant' }],
    [
      { status: 400, body: { errors: ['lease is not renewable'] } },
      { kind: 'no', why: 'permission' },
    ],
    [{ status: 503 }, { kind: 'again', cause: 'outage' }],
    [
      { status: 200, body: {} },
      { kind: 'lost', cause: 'unexpected' },
    ],
  ] as const)('is as long as before after %j', async (answer, failure) => {
    reply = () => answer;
    expect(await extend()).toMatchObject({ ok: false, failure });
  });

  test('is ended by itself, and that of a batch token is not', async () => {
    reply = () => ({ status: 204 });
    expect(await revokeAt(vault, { value, base: issuer.base })).toEqual(['confirmed']);
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'POST', path: '/v1/auth/token/revoke-self' });
    expect(await revokeAt(vault, { value: batch, base: issuer.base })).toEqual(['impossible']);
  });
});

describe('a child', () => {
  const wanted = (scopes: readonly string[], longest = minutes(15)) => ({ scopes, audience: [], longest });
  const derive = (wish: ReturnType<typeof wanted>) =>
    deriveAt(
      vault,
      { value, base: issuer.base, fields: { namespace: 'admin' }, token: { scopes: ['default', 'deploy'] } },
      wish,
    );
  const child = `hvs.${'1'.repeat(90)}`;

  test('has some of the policies, for a time that cannot be made longer', async () => {
    reply = () => ({
      status: 200,
      body: {
        auth: {
          client_token: child,
          accessor: 'accessor-1',
          policies: ['default', 'deploy'],
          lease_duration: 900,
          renewable: false,
        },
      },
    });
    const derived = await derive(wanted(['deploy']));
    expect(derived.ok && derived.value.credential.access.use((text) => text)).toBe(child);
    expect(derived).toMatchObject({
      value: { facts: { expiry: { at: at(900_000) }, scopes: ['default', 'deploy'], issuerId: 'accessor-1' } },
    });
    const { method, path, headers, body } = issuer.seen.at(-1) ?? {};
    expect([method, path, headers?.['x-vault-token'], headers?.['x-vault-namespace']]).toEqual([
      'POST',
      '/v1/auth/token/create',
      value,
      'admin',
    ]);
    expect(JSON.parse(body ?? '')).toEqual({
      policies: ['deploy'],
      ttl: '900s',
      explicit_max_ttl: '900s',
      renewable: false,
      display_name: 'tokenkeep',
    });
  });

  test.each([
    [denied, { kind: 'no', why: 'permission' }],
    [
      { status: 400, body: { errors: ['child policies must be subset of parent'] } },
      { kind: 'no', why: 'other' },
    ],
    [{ status: 503 }, { kind: 'again', cause: 'outage' }],
    [
      { status: 200, body: { auth: {} } },
      { kind: 'lost', cause: 'unexpected' },
    ],
  ] as const)('is not made after %j', async (answer, failure) => {
    reply = () => answer;
    expect(await derive(wanted(['deploy']))).toMatchObject({ ok: false, failure });
  });

  test('is ended by its own power, in its parent’s namespace', async () => {
    const secret = (text: string) => new Secret(text);
    const parent = { access: secret(value), fields: { namespace: secret('admin') } };
    const request = await vault.derive?.end?.ask({ access: secret(child), fields: {} }, parent, {
      token: aToken(),
      base: issuer.base,
      now: T0,
    });
    reply = () => ({ status: 204 });
    if (request === undefined) throw new Error('no end');
    await send(request, T0);
    expect(issuer.seen.at(-1)).toMatchObject({
      path: '/v1/auth/token/revoke-self',
      headers: { 'x-vault-token': child, 'x-vault-namespace': 'admin' },
    });
  });

  test('is not tried for by a batch token, by one whose uses are counted, or for an audience', () => {
    const [way] = vault.derive?.ways ?? [];
    const can = (facts: object, more: object = {}) => way?.can(aToken(facts), { ...wanted(['deploy']), ...more });
    expect([
      can({ kind: 'vault-batch' }),
      can({ warnings: [{ code: 'few-uses' }] }),
      can({}, { audience: ['x'] }),
      can({}),
    ]).toEqual([false, false, false, true]);
  });

  test('has what its parent has, and of root anything', () => {
    const covers = vault.derive?.ways[0]?.covers;
    const held =
      (...scopes: string[]) =>
      (wish: string) =>
        covers?.(scopes, wish);
    expect(['deploy', 'default', 'admin'].map(held('deploy'))).toEqual([true, true, false]);
    expect(['deploy', 'admin'].map(held('root'))).toEqual([true, true]);
    expect(held()('default')).toBe(false);
  });
});
