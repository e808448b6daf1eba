import { describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { tokenId } from '../../shared/token.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';

const value = (text: string, care: object = {}) => ({
  kind: 'value' as const,
  text,
  exact: false,
  confirmed: false,
  ...care,
});

describe('adding a token', () => {
  test('recognises it, checks it and says how it stands', async () => {
    const { add, secrets } = aVault(() => githubSays(200, undefined, { 'x-oauth-scopes': 'repo, read:org' }));
    const view = await add('ci', `${fakeToken()}\n`);
    expect(view).toMatchObject({
      status: { kind: 'valid' },
      token: { provider: 'github', subject: 'octo', scopes: ['repo', 'read:org'] },
    });
    expect(secrets.entries.get(view.token.id)?.credential.access.use((text) => text)).toBe(fakeToken());
  });

  test('a value where a name belongs is neither taken as one nor said back', async () => {
    const { vault, catalog, audit } = aVault();
    const added = await vault.handlers.add({ label: `ci ${fakeToken()}`, pasted: value(fakeToken()) });
    expect(added).toEqual({
      ok: false,
      failure: { code: 'bad-input', field: 'label', need: 'a name, not the value itself' },
    });
    expect(await vault.handlers.copy({ token: fakeToken() })).toEqual({
      ok: false,
      failure: { code: 'no-such-token', name: 'ghp_…' },
    });
    expect([catalog.list(), audit.entries]).toEqual([[], []]);
  });

  test('a keyring that refuses leaves no token behind', async () => {
    const { vault, secrets, catalog } = aVault();
    secrets.failure = { code: 'keyring-refused', reason: 'write' };
    const added = await vault.handlers.add({ label: 'ci', pasted: value(fakeToken()) });
    expect(added).toMatchObject({ ok: false, failure: { code: 'keyring-refused' } });
    expect(catalog.list()).toEqual([]);
  });

  test('a value whose token never reached the catalog is swept at the next start', async () => {
    const { vault, secrets, catalog } = aVault();
    const stray = tokenId('stray');
    await catalog.markPending(stray);
    await secrets.put(stray, { access: new Secret(fakeToken()), fields: {} });
    await vault.start();
    expect([...secrets.entries.keys()]).toEqual([]);
    expect(catalog.pending()).toEqual([]);
  });

  test('while the keyring is locked nothing is swept, and it is swept once it opens', async () => {
    const { vault, secrets, catalog, advance } = aVault();
    const stray = tokenId('stray');
    await secrets.put(stray, { access: new Secret(fakeToken()), fields: {} });
    await catalog.markPending(stray);
    secrets.seen = { kind: 'locked' };
    await vault.start();
    expect(secrets.entries.size).toBe(1);
    secrets.seen = { kind: 'ok', backend: 'memory' };
    await advance(60_000);
    expect(secrets.entries.size).toBe(0);
  });

  test('is written down with who did it', async () => {
    const { vault, add, audit, actor } = aVault();
    await add('by-window', fakeToken());
    await vault.agent(actor).add({ label: 'by-cli', pasted: value(fakeToken('1')) });
    const adds = audit.entries.filter(({ act }) => act === 'add');
    expect(adds.map(({ label, actor: who }) => [label, who])).toEqual([
      ['by-window', 'window'],
      ['by-cli', 'test, pid 42, in /home/me'],
    ]);
  });

  test('points out a value that is already kept under another name', async () => {
    const { vault, add } = aVault();
    await add('first', fakeToken());
    expect(await vault.handlers.guess({ pasted: value(` ${fakeToken()} `) })).toMatchObject({
      value: {
        duplicateOf: 'first',
        cleaned: ['spaces'],
        guesses: [
          { provider: 'github', confidence: 'high' },
          { provider: 'other', confidence: 'low' },
        ],
      },
    });
  });

  test('a name that is taken is refused and changes nothing', async () => {
    const { vault, add, secrets } = aVault();
    await add('ci', fakeToken());
    expect(await vault.handlers.add({ label: 'ci', pasted: value(fakeToken('1')) })).toMatchObject({
      failure: { code: 'name-taken' },
    });
    expect(secrets.entries.size).toBe(1);
  });

  test('from the clipboard takes the value off it', async () => {
    const { vault, onClipboard, secrets } = aVault();
    onClipboard.text = fakeToken();
    const added = await vault.handlers.add({
      label: 'ci',
      pasted: { kind: 'clipboard', exact: false, confirmed: false },
    });
    expect(added.ok).toBe(true);
    expect(onClipboard.text).toBeUndefined();
    expect(secrets.entries.size).toBe(1);
  });

  test('of a kind that needs more says what is missing', async () => {
    const { vault } = aVault();
    const added = await vault.handlers.add({
      label: 'api',
      pasted: value('opaque-0000'),
      provider: 'oauth2',
      host: 'https://id.example.test',
    });
    expect(added).toMatchObject({ failure: { code: 'bad-input', field: 'client-id' } });
  });
});

describe('replacing a value', () => {
  test('keeps name and owner, forgets what was learned of the old one', async () => {
    const world = aVault(() => githubSays(401));
    const { id } = (await world.add('ci', fakeToken(), { owner: 'ops' })).token;
    world.world.answer = () => githubSays(200);
    const replaced = await world.vault.handlers.replace({ token: 'ci', pasted: value(fakeToken('1')) });
    expect(replaced).toMatchObject({ value: { view: { status: { kind: 'valid' }, token: { id, owner: 'ops' } } } });
    expect(world.secrets.entries.get(id)?.generation).toBe(2);
  });

  test('while its issuer is being asked, the old answer is not taken for the new value', async () => {
    const world = aVault(() => githubSays(200));
    await world.add('ci', fakeToken());
    let late: (() => void) | undefined;
    world.world.answer = () => githubSays(401);
    const held = new Promise<void>((resolve) => (late = resolve));
    const send = world.http.send;
    world.http.send = async (request) => (await held, send(request));
    const checking = world.vault.handlers.check({ tokens: ['ci'] });
    const token = world.catalog.list()[0];
    await world.catalog.change(token?.id ?? tokenId(''), (kept) => ({ ...kept, digest: 'another' }));
    late?.();
    expect(await checking).toMatchObject({ value: [{ status: { kind: 'valid' } }] });
  });
});

describe('forgetting', () => {
  test('takes facts and value away and says whose it was', async () => {
    const { vault, add, catalog, secrets } = aVault();
    await add('ci', fakeToken());
    expect(await vault.handlers.forget({ token: 'CI' })).toMatchObject({ value: { label: 'ci', provider: 'GitHub' } });
    expect([catalog.list(), secrets.entries.size, catalog.pending()]).toEqual([[], 0, []]);
  });

  test('with a locked keyring is refused and loses nothing', async () => {
    const { vault, add, catalog, secrets } = aVault();
    await add('ci', fakeToken());
    secrets.failure = { code: 'keyring-locked' };
    expect(await vault.handlers.forget({ token: 'ci' })).toMatchObject({ failure: { code: 'keyring-locked' } });
    expect([catalog.list().length, secrets.entries.size]).toEqual([1, 1]);
  });
});
