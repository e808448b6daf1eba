import { expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { failed, succeeded } from '../../shared/result.ts';
import { hours, later } from '../../shared/time.ts';
import { T0 } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';

const asked = {
  label: 'work',
  issuer: 'https://id.example.org/',
  clientId: 'app',
  how: 'browser' as const,
  again: false,
  open: false,
};

const signed = (access = 'access-1', refresh: string | undefined = 'refresh-1') =>
  succeeded({
    at: T0,
    asked: 'POST id.example.org/token',
    access: new Secret(access),
    refresh: refresh === undefined ? undefined : new Secret(refresh),
    expiry: { kind: 'at' as const, at: later(T0, hours(1)), precision: 'instant' as const, source: 'issuer' as const },
    refreshExpiresAt: later(T0, hours(24)),
    scopes: ['repo:read'],
    subject: 'person',
  });

type World = ReturnType<typeof aVault>;

async function begin(world: World, more: object = {}) {
  const begun = await world.vault.handlers.signIn({ ...asked, ...more });
  if (!begun.ok) throw new Error(begun.failure.code);
  return begun.value;
}

async function signIn(world: World, more: object = {}, end = signed()) {
  const { id } = await begin(world, more);
  world.signIn.end(end);
  const ended = await world.vault.handlers.signInEnd({ id });
  if (!ended.ok) throw new Error(ended.failure.code);
  return ended.value;
}

const held = (world: World, id: string) => {
  const found = [...world.secrets.entries].find(([key]) => key === id)?.[1];
  const { access, refresh, fields = {} } = found?.credential ?? {};
  const spelled = { access, refresh, ...fields };
  return Object.fromEntries(
    Object.entries(spelled).map(([key, secret]) => [key, secret?.use((text) => text)] as const),
  );
};

test('what was signed in is kept with its refresh token and its client, and counts as proven', async () => {
  const world = aVault();
  const { token, status } = await signIn(world, { clientSecret: 'shh' });
  expect(token).toMatchObject({ label: 'work', provider: 'oauth2', host: 'https://id.example.org', subject: 'person' });
  expect(token).toMatchObject({ hasRefresh: true, scopes: ['repo:read'], fields: ['client-id', 'client-secret'] });
  expect(token.refreshExpiresAt).toBe(later(T0, hours(24)));
  expect(status.kind).not.toBe('unchecked');
  expect(held(world, token.id)).toEqual({
    access: 'access-1',
    refresh: 'refresh-1',
    'client-id': 'app',
    'client-secret': 'shh',
  });
  expect(world.catalog.pending()).toEqual([]);
  expect(world.audit.entries.map(({ act, outcome }) => `${act}: ${outcome}`)).toContain('sign-in: done');
});

test('the page is opened only where it was asked for', async () => {
  const world = aVault();
  expect((await begin(world)).opened).toBe(false);
  expect(world.opened).toEqual([]);
  expect((await begin(world, { label: 'other', open: true })).opened).toBe(true);
  expect(world.opened).toEqual(['https://id.example.org/authorize']);
});

test('one sign-in at a time for an account, whoever asks', async () => {
  const world = aVault();
  const [one, two] = await Promise.all([world.vault.handlers.signIn(asked), world.vault.handlers.signIn(asked)]);
  expect(one.ok && !two.ok && two.failure).toEqual({ code: 'sign-in-busy', account: 'work' });
  expect((await world.vault.handlers.signIn({ ...asked, label: 'other' })).ok).toBe(true);
  world.signIn.end(failed({ code: 'sign-in-failed', said: 'access_denied' }));
  const id = one.ok ? one.value.id : '';
  expect(await world.vault.handlers.signInEnd({ id })).toMatchObject({ failure: { said: 'access_denied' } });
  expect((await world.vault.handlers.signIn(asked)).ok).toBe(true);
});

test('a cancelled sign-in stores nothing and can be begun again', async () => {
  const world = aVault();
  const { id } = await begin(world);
  expect(await world.vault.handlers.signInCancel({ id })).toEqual(succeeded({ cancelled: true }));
  expect(await world.vault.handlers.signInEnd({ id })).toMatchObject({ failure: { said: 'cancelled' } });
  expect(world.catalog.list()).toEqual([]);
  expect(world.secrets.entries.size).toBe(0);
  expect(await world.vault.handlers.signInCancel({ id })).toEqual(succeeded({ cancelled: false }));
  await begin(world);
});

test('what was signed in is kept though nobody waits for its end, which is told once', async () => {
  const world = aVault();
  const { id } = await begin(world);
  world.signIn.end(signed());
  await expect.poll(() => world.catalog.list().map(({ label }) => label)).toEqual(['work']);
  expect((await world.vault.handlers.signInEnd({ id })).ok).toBe(true);
  expect(await world.vault.handlers.signInEnd({ id })).toEqual(failed({ code: 'sign-in-over' }));
});

test('a taken name is refused before anybody is sent to an issuer', async () => {
  const world = aVault();
  await signIn(world);
  expect(await world.vault.handlers.signIn(asked)).toEqual(failed({ code: 'name-taken', name: 'work' }));
  expect(world.signIn.begun).toHaveLength(1);
});

test('signed in again, a token keeps its name and keeper, its client is known, and the need is over', async () => {
  const world = aVault();
  const { token } = await signIn(world, { clientSecret: 'shh' });
  await world.vault.handlers.edit({ token: 'work', owner: 'me' });
  await world.catalog.change(token.id, (it) => ({ ...it, standing: { ...it.standing, signInNeeded: T0 } }));
  const again = { label: 'work', issuer: undefined, clientId: undefined, again: true };
  const renewed = await signIn(world, again, signed('access-2', 'refresh-2'));
  expect(renewed.token).toMatchObject({ id: token.id, owner: 'me', host: 'https://id.example.org' });
  expect(renewed.token.standing.signInNeeded).toBeUndefined();
  expect(held(world, token.id)).toMatchObject({ access: 'access-2', refresh: 'refresh-2', 'client-secret': 'shh' });
  expect(world.signIn.begun[1]).toMatchObject({
    issuer: 'https://id.example.org',
    clientId: 'app',
    scopes: ['repo:read'],
  });
});

test('a refresh that put its value in between does not lose what the person signed in for', async () => {
  const world = aVault();
  const { token } = await signIn(world);
  const { id } = await begin(world, { again: true });
  await world.secrets.put(token.id, { access: new Secret('refreshed'), fields: {} });
  world.signIn.end(signed('access-2'));
  expect((await world.vault.handlers.signInEnd({ id })).ok).toBe(true);
  expect(held(world, token.id)['access']).toBe('access-2');
});

test('with a locked keyring nobody is sent to an issuer', async () => {
  const world = aVault();
  world.secrets.failure = { code: 'keyring-locked' };
  expect(await world.vault.handlers.signIn(asked)).toEqual(failed({ code: 'keyring-locked' }));
  expect(world.signIn.begun).toEqual([]);
});

test('a keyring that is locked at the end leaves no half token', async () => {
  const world = aVault();
  const { id } = await begin(world);
  world.secrets.failure = { code: 'keyring-locked' };
  world.signIn.end(signed());
  expect(await world.vault.handlers.signInEnd({ id })).toEqual(failed({ code: 'keyring-locked' }));
  expect(world.catalog.list()).toEqual([]);
});

test('an end of the app ends what is open', async () => {
  const world = aVault();
  const { id } = await begin(world);
  const ended = world.vault.handlers.signInEnd({ id });
  await world.vault.stop();
  expect(await ended).toMatchObject({ ok: false });
});

test('without an issuer or a client nobody is asked', async () => {
  const world = aVault();
  const without = async (more: object) => {
    const begun = await world.vault.handlers.signIn({ ...asked, ...more });
    return begun.ok ? 'begun' : begun.failure.code;
  };
  expect(await without({ issuer: undefined })).toBe('host-refused');
  expect(await without({ issuer: 'http://id.example.org' })).toBe('host-refused');
  expect(await without({ clientId: undefined })).toBe('bad-input');
  expect(await without({ provider: 'nobody' })).toBe('provider-unknown');
  expect(world.signIn.begun).toEqual([]);
});
