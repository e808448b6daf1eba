import { describe, expect, test } from 'vitest';
import { aVault, fakeToken, githubSays } from './a-vault.ts';
import { DAY, HOUR, T0 } from '../support/tokens.ts';

const copy = { token: 'ci' };

describe('copying', () => {
  test('puts the value on the clipboard for thirty seconds, written down before', async () => {
    const { vault, add, onClipboard, audit, advance } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    expect(await vault.handlers.copy(copy)).toMatchObject({
      value: { label: 'ci', clearsAt: T0 + 30_000, hidden: true, provable: true },
    });
    expect(onClipboard.text).toBe(fakeToken());
    expect(audit.entries.at(-1)).toMatchObject({ act: 'copy', label: 'ci', actor: 'window' });
    await advance(29_999);
    expect(onClipboard.text).toBe(fakeToken());
    await advance(1);
    expect(onClipboard.text).toBeUndefined();
  });

  test('leaves what somebody else copied meanwhile alone', async () => {
    const { vault, add, onClipboard, advance } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    await vault.handlers.copy(copy);
    onClipboard.text = 'a shopping list';
    await advance(60_000);
    expect(onClipboard.text).toBe('a shopping list');
  });

  test('does not happen where it cannot be written down', async () => {
    const { vault, add, onClipboard, audit } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    audit.failure = { code: 'file-unwritable', file: 'audit', reason: 'ENOSPC' };
    expect(await vault.handlers.copy(copy)).toMatchObject({ failure: { code: 'file-unwritable' } });
    expect(onClipboard.text).toBeUndefined();
  });

  test('of a dead token is refused', async () => {
    const { vault, add, onClipboard } = aVault(() => githubSays(401));
    await add('ci', fakeToken());
    expect(await vault.handlers.copy(copy)).toMatchObject({ failure: { code: 'token-useless', state: 'invalid' } });
    expect(onClipboard.text).toBeUndefined();
  });

  test('is undone at quit, and at the next start after a crash', async () => {
    const { vault, open, add, onClipboard } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    await vault.handlers.copy(copy);
    await vault.stop();
    expect(onClipboard.text).toBeUndefined();
    await open().handlers.copy(copy);
    await open().start();
    expect(onClipboard.text).toBeUndefined();
  });
});

describe('lending', () => {
  test('gives the value and writes down who asked', async () => {
    const { vault, add, audit, actor } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    expect(await vault.agent(actor).get({ token: 'ci', tool: 'gh' })).toEqual({
      ok: true,
      value: { token: 'ci', value: fakeToken() },
    });
    expect(audit.entries.at(-1)).toMatchObject({
      act: 'get',
      outcome: 'lent',
      actor: 'gh by test, pid 42, in /home/me',
    });
  });

  test.each([
    ['deny', 'refused-by-policy'],
    ['ask', 'consent-needed'],
  ] as const)('of a token with policy %s is refused and written down', async (policy, code) => {
    const { vault, add, audit, actor } = aVault(() => githubSays(200));
    await add('ci', fakeToken(), { policy });
    expect(await vault.agent(actor).get({ token: 'ci' })).toMatchObject({ ok: false, failure: { code } });
    expect(audit.entries.at(-1)).toMatchObject({ act: 'get', outcome: 'refused' });
  });

  test('does not happen where it cannot be written down', async () => {
    const { vault, add, audit, actor } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    audit.failure = { code: 'file-unwritable', file: 'audit', reason: 'EROFS' };
    expect(await vault.agent(actor).get({ token: 'ci' })).toMatchObject({ failure: { code: 'file-unwritable' } });
  });
});

describe('the heartbeat', () => {
  test('an issuer that turns to no raises one notice, and is asked twice at most', async () => {
    const { add, vault, toasts, http, world, advance, clock } = aVault(() => githubSays(200));
    await add('ci', fakeToken());
    await vault.start();
    world.answer = () => githubSays(401, clock.now());
    const before = http.asked.length;
    await advance(3 * DAY);
    expect(http.asked.length - before).toBe(2);
    expect(toasts.map(({ kind, title }) => [kind, title])).toEqual([['dead', 'ci is no longer accepted']]);
  });

  test('an outage of a day changes nothing but what is known of now', async () => {
    const { add, vault, toasts, world, advance, clock } = aVault(() => githubSays(200));
    const { token } = await add('ci', fakeToken());
    await vault.start();
    world.answer = () => githubSays(503, clock.now());
    await advance(DAY);
    const view = vault.snapshot().tokens[0];
    expect(view?.status).toEqual({ kind: 'unknown', cause: 'outage' });
    expect(view?.token.standing.lastGood).toEqual(token.standing.lastGood);
    expect(toasts).toEqual([]);
  });

  test('notices wait while paused and come as one after it', async () => {
    const { add, vault, toasts, advance, clock } = aVault(() => githubSays(200));
    await vault.start();
    for (const fill of ['1', '2']) await add(`ci-${fill}`, fakeToken(fill), { expires: '2027-01-15T12:00Z' });
    await vault.handlers.pause({ until: clock.now() + DAY });
    await advance(12 * HOUR);
    expect(vault.snapshot().notices).toHaveLength(2);
    expect(toasts).toEqual([]);
    await advance(12 * HOUR);
    expect(toasts.map(({ kind, title }) => [kind, title])).toEqual([['summary', '2 tokens need a look']]);
  });

  test('with no notification daemon the inbox still has it, and a daemon that turns up is told once', async () => {
    const { add, vault, toasts, world, advance } = aVault(() => githubSays(200));
    await vault.start();
    world.daemon = false;
    await add('ci', fakeToken(), { expires: '2027-01-15T12:00Z' });
    await advance(13 * HOUR);
    expect(vault.snapshot().notices).toHaveLength(1);
    world.daemon = true;
    await advance(2 * HOUR);
    expect(toasts.map(({ title }) => title)).toEqual(['ci expires in 13 days']);
  });

  test('the picture is published whole first and then as changes, at most ten a second', async () => {
    const { add, vault, advance } = aVault(() => githubSays(200));
    const kinds: string[] = [];
    void vault.watch((message) => kinds.push(message.kind));
    await add('ci', fakeToken());
    await vault.handlers.edit({ token: 'ci', owner: 'ops' });
    expect(kinds).toEqual(['whole']);
    await advance(100);
    expect(kinds).toEqual(['whole', 'change']);
  });
});
