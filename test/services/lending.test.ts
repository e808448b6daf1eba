import { describe, expect, test } from 'vitest';
import type { Surface } from '../../main/domain/surface.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';
import { NARROW_PARENT, narrowingIssuer, withNarrow } from '../support/issuers/narrowing.ts';
import { HOUR, MINUTE, T0 } from '../support/tokens.ts';

const child = (turn: number): string => `narrow-child-${String(turn).padStart(20, '0')}`;

async function aNarrowVault(around: Partial<Surface> = {}) {
  const it = aVault(undefined, withNarrow, around);
  const issuer = narrowingIssuer(() => it.clock.now());
  it.world.answer = issuer.answer;
  await it.add('deploy', NARROW_PARENT, { owner: 'me' });
  await it.vault.start();
  await it.vault.settled();
  issuer.asked.length = 0;
  const get = (input: object = {}) => it.vault.agent(it.actor).get({ token: 'deploy', tool: 'site', ...input });
  return { ...it, issuer, get };
}

describe('a narrower token', () => {
  test('is made for the lease, and ended and proven dead when its time is over', async () => {
    const { get, issuer, vault, advance, secrets, audit } = await aNarrowVault();
    expect(await get({ scopes: ['read'], forMs: 60_000 })).toMatchObject({
      value: { value: child(1), lease: { narrowed: true, scopes: ['read'], endsAt: T0 + 60_000 } },
    });
    expect(vault.snapshot().leases).toMatchObject([{ label: 'deploy', how: 'narrowed', borrower: { tool: 'site' } }]);
    issuer.asked.length = 0;
    await advance(59_999);
    expect(issuer.children.size).toBe(1);
    await advance(1);
    expect(issuer.asked).toEqual(['POST /end', 'GET /me']);
    expect(issuer.children.size).toBe(0);
    expect(vault.snapshot().leases).toEqual([]);
    expect(secrets.entries.size).toBe(1);
    expect(audit.entries.at(-1)).toMatchObject({ act: 'lease', outcome: 'ended, proven dead' });
  });

  test('with more than the token has is refused before anybody is asked', async () => {
    const { get, issuer } = await aNarrowVault();
    expect(await get({ scopes: ['read', 'admin'] })).toMatchObject({
      failure: { code: 'scope-too-wide', scopes: ['admin'] },
    });
    expect(issuer.asked).toEqual([]);
  });

  test('that its issuer made wider than asked is ended and not handed out', async () => {
    const { get, issuer, vault } = await aNarrowVault();
    issuer.world.extra = ['write'];
    expect(await get({ scopes: ['read'] })).toMatchObject({ failure: { code: 'cannot-narrow' } });
    expect(issuer.children.size).toBe(0);
    expect(vault.snapshot().leases).toEqual([]);
  });

  test('whose end gets no answer is ended again, with growing waits, until it is proven dead', async () => {
    const { get, issuer, vault, advance } = await aNarrowVault();
    await get({ scopes: ['read'], forMs: 3_600_000 });
    issuer.world.instead = issuer.silent;
    const [lease] = vault.snapshot().leases;
    expect(await vault.handlers.endLease({ id: lease?.id ?? '' })).toMatchObject({ value: { ending: { misses: 1 } } });
    issuer.asked.length = 0;
    await advance(20 * MINUTE);
    const tries = issuer.asked.filter((path) => path === 'POST /end').length;
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(8);
    issuer.world.instead = undefined;
    await advance(HOUR);
    expect(issuer.children.size).toBe(0);
    expect(vault.snapshot().leases).toEqual([]);
  });

  test('is ended after a restart, by whoever opens the vault next', async () => {
    const { get, issuer, vault, open, clock, secrets } = await aNarrowVault();
    await get({ scopes: ['read'], forMs: 60_000 });
    await vault.stop();
    clock.suspend(61_000 as never);
    const next = open();
    await next.start();
    await next.settled();
    expect(issuer.children.size).toBe(0);
    expect(secrets.entries.size).toBe(1);
  });

  test('that the keyring does not keep is ended at once', async () => {
    const { get, issuer, secrets, vault } = await aNarrowVault();
    const put = secrets.put.bind(secrets);
    secrets.put = async (id, credential, expected) =>
      id.startsWith('lease-') ? { ok: false, failure: { code: 'keyring-locked' } } : put(id, credential, expected);
    expect(await get({ scopes: ['read'] })).toMatchObject({ failure: { code: 'keyring-locked' } });
    expect(issuer.children.size).toBe(0);
    expect(vault.snapshot().leases).toEqual([]);
  });

  test('cannot be had where the issuer makes none, and the whole is not given for it', async () => {
    const { vault, add, actor } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    expect(await vault.agent(actor).get({ token: 'ci', scopes: ['repo'] })).toMatchObject({
      failure: { code: 'cannot-narrow' },
    });
  });

  test('dies with its parent: the preview counts it, and a revocation ends it', async () => {
    const { get, issuer, vault, advance } = await aNarrowVault();
    await get({ scopes: ['read'], forMs: 3_600_000 });
    await new Promise(setImmediate);
    expect(await vault.handlers.revocation({ token: 'deploy' })).toMatchObject({
      value: { children: 1, consumers: ['site in /home/me'] },
    });
    await vault.handlers.forget({ token: 'deploy' });
    await advance(1);
    expect(issuer.children.size).toBe(0);
    expect(vault.snapshot().leases).toEqual([]);
  });
});

describe('a lease of the whole token', () => {
  test('is opened where an end is named, and closes at that end', async () => {
    const { get, vault, advance, issuer } = await aNarrowVault();
    expect(await get({ forMs: 60_000 })).toMatchObject({ value: { value: NARROW_PARENT, lease: { narrowed: false } } });
    expect(vault.snapshot().leases).toHaveLength(1);
    await advance(60_000);
    expect(vault.snapshot().leases).toEqual([]);
    expect(issuer.asked.filter((path) => path !== 'GET /me')).toEqual([]);
  });

  test('that its holder keeps is ended by its holder', async () => {
    const { get, vault } = await aNarrowVault();
    const lent = await get({ held: true });
    const id = lent.ok ? (lent.value.lease?.id ?? '') : '';
    expect(await vault.handlers.endLease({ id })).toMatchObject({ ok: true });
    expect(await vault.handlers.endLease({ id })).toMatchObject({ failure: { code: 'no-such-lease' } });
  });

  test('is not opened where nothing was said of an end', async () => {
    const { get, vault } = await aNarrowVault();
    expect(await get()).toEqual({ ok: true, value: { token: 'deploy', value: NARROW_PARENT } });
    expect(vault.snapshot().leases).toEqual([]);
  });
});

test('a tool that used a token is a consumer of it from then on', async () => {
  const { get, vault } = await aNarrowVault();
  await get();
  await get({ tool: 'nightly', host: 'narrow.example' });
  await new Promise(setImmediate);
  expect(await vault.handlers.revocation({ token: 'deploy' })).toMatchObject({
    value: { consumers: ['nightly at narrow.example in /home/me', 'site in /home/me'] },
  });
  expect(vault.snapshot().tokens[0]?.learned?.uses).toHaveLength(2);
  expect(vault.snapshot().tokens[0]?.token.consumers).toEqual([]);
});
