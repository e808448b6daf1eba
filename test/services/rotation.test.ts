import { describe, expect, test } from 'vitest';
import { freshSlot, oldSlot } from '../../main/domain/rotation.ts';
import { DAY, HOUR, MINUTE } from '../support/tokens.ts';
import { aRotation } from './a-rotation.ts';
import { gitlabValue, overlapValue } from './rotating-issuers.ts';

describe('a rotation in which the issuer ends the old value at once', () => {
  test('keeps the new value before anything else, proves it, puts it in place, and proves the old one dead', async () => {
    const { rotate, issuer, value, token, slots, ports } = await aRotation('replace');
    expect(await rotate()).toMatchObject({ ok: true, value: { status: { kind: 'valid' } } });
    expect(issuer.asked).toEqual(['POST 1', 'GET 2', 'GET 1']);
    expect(value()).toBe(gitlabValue(2));
    expect(token()).toMatchObject({ rotatedAt: expect.any(Number), issuerId: 'key-2', expiry: { kind: 'at' } });
    expect(token()?.leftovers).toBeUndefined();
    expect(slots()).toEqual([]);
    expect(ports.journal.open()).toEqual([]);
  });

  test('asks for the same length of life again, always saying when it ends', async () => {
    const { rotate, http } = await aRotation('replace');
    await rotate();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toBe('{"expires_at":"2027-07-02"}');
  });

  test('does nothing before it is confirmed, and says who uses it', async () => {
    const { vault, issuer } = await aRotation('replace', { consumers: ['nightly'] });
    expect(await vault.handlers.rotate({ token: 'ci', confirmed: false })).toMatchObject({
      failure: { code: 'confirm-needed', consumers: ['nightly'] },
    });
    expect(await vault.handlers.rotation({ token: 'ci' })).toMatchObject({
      value: { family: 'replace', oldDies: 'at-once', undoable: false, consumers: ['nightly'] },
    });
    expect(issuer.asked).toEqual([]);
  });

  test('asked for twice at once it is done once', async () => {
    const { rotate, issuer } = await aRotation('replace');
    expect(await Promise.all([rotate(), rotate()])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(issuer.asked.filter((asked) => asked.startsWith('POST'))).toEqual(['POST 1']);
  });

  test('a keyring that takes nothing is found out before the issuer is asked', async () => {
    const { rotate, issuer, secrets, ports, value } = await aRotation('replace');
    const put = secrets.put;
    secrets.put = async () => ({ ok: false, failure: { code: 'keyring-refused', reason: 'write' } });
    expect(await rotate()).toMatchObject({ failure: { code: 'keyring-refused' } });
    expect(issuer.asked).toEqual([]);
    expect(ports.journal.open()).toEqual([]);
    secrets.put = put;
    expect(value()).toBe(gitlabValue(1));
  });

  test('a keyring that closes just as the answer comes in does not cost the new value', async () => {
    const { rotate, secrets, value, advance, vault } = await aRotation('replace');
    await vault.start();
    const put = secrets.put;
    secrets.put = async (id, credential, expected) =>
      id.endsWith('.new') ? { ok: false, failure: { code: 'keyring-locked' } } : put(id, credential, expected);
    expect(await rotate()).toMatchObject({ failure: { code: 'keyring-locked' } });
    secrets.put = put;
    await advance(5 * MINUTE);
    expect(value()).toBe(gitlabValue(2));
  });

  test('a request that never left is no rotation, and may be tried again', async () => {
    const { rotate, issuer, value, slots, ports } = await aRotation('replace');
    issuer.fault = 'never-left';
    expect(await rotate()).toMatchObject({ failure: { code: 'issuer-silent', cause: 'offline' } });
    expect(issuer.asked).toEqual(['POST 1']);
    expect([value(), slots(), ports.journal.open()]).toEqual([gitlabValue(1), [], []]);
    issuer.fault = 'none';
    expect(await rotate()).toMatchObject({ ok: true });
  });

  test('a lost answer is looked into with the old value, and asked once more only when that proves that nothing happened', async () => {
    const { rotate, issuer } = await aRotation('replace');
    issuer.fault = 'lost-before';
    expect(await rotate()).toMatchObject({ failure: { code: 'issuer-silent' } });
    expect(issuer.asked).toEqual(['POST 1', 'GET 1', 'POST 1', 'GET 1']);
  });

  test('after a timeout it is not asked again at once, since the request may still be on its way', async () => {
    const { rotate, issuer } = await aRotation('replace');
    issuer.fault = 'timeout-before';
    expect(await rotate()).toMatchObject({ failure: { code: 'issuer-silent' } });
    expect(issuer.asked).toEqual(['POST 1', 'GET 1']);
  });

  test('a lost answer to a rotation that took place is said aloud, and never asked for again', async () => {
    const { rotate, issuer, token, toasts, vault } = await aRotation('replace');
    issuer.fault = 'lost-after';
    expect(await rotate()).toMatchObject({ failure: { code: 'outcome-lost' } });
    issuer.fault = 'none';
    expect(await rotate()).toMatchObject({ failure: { code: 'outcome-lost' } });
    expect(issuer.asked).toEqual(['POST 1', 'GET 1']);
    expect(token()?.standing.outcomeLostAt).toBeDefined();
    expect(vault.snapshot().tokens[0]?.status.kind).toBe('outcome-lost');
    expect(toasts.map(({ kind }) => kind)).toEqual(['rotation']);
  });

  test('once the old value is seen to be dead after a lost answer it is lent to nobody, and said once', async () => {
    const { rotate, issuer, vault, toasts, actor } = await aRotation('replace');
    issuer.fault = 'lost-after';
    await rotate();
    issuer.fault = 'none';
    await vault.handlers.check({});
    expect(vault.snapshot().tokens[0]?.status.kind).toBe('outcome-lost');
    expect(await vault.agent(actor).get({ token: 'ci' })).toMatchObject({
      failure: { code: 'token-useless', state: 'revoked' },
    });
    expect(toasts.map(({ kind }) => kind)).toEqual(['rotation']);
  });

  test('while nobody can be asked, a lost answer stays open and is settled later', async () => {
    const { rotate, issuer, advance, vault, ports } = await aRotation('replace');
    await vault.start();
    issuer.fault = 'lost-before';
    issuer.checks = 'down';
    expect(await rotate()).toMatchObject({ failure: { code: 'outcome-lost' } });
    expect(ports.journal.open()).toMatchObject([{ step: 'sent' }]);
    issuer.checks = 'normal';
    await advance(5 * MINUTE);
    expect(ports.journal.open()).toEqual([]);
    expect(issuer.asked.filter((asked) => asked.startsWith('POST'))).toEqual(['POST 1']);
  });

  test('an issuer that refuses changes nothing', async () => {
    const { rotate, issuer, value, token } = await aRotation('replace');
    issuer.fault = 'refused';
    expect(await rotate()).toMatchObject({ failure: { code: 'issuer-refused', said: 'insufficient_scope' } });
    expect(value()).toBe(gitlabValue(1));
    expect(token()?.standing.outcomeLostAt).toBeUndefined();
  });

  test('a new value that cannot be looked at yet waits, and the old one is judged by nobody meanwhile', async () => {
    const { rotate, issuer, value, advance, vault, toasts } = await aRotation('replace');
    await vault.start();
    issuer.checks = 'down';
    expect(await rotate()).toMatchObject({ failure: { code: 'rotation-open' } });
    expect(value()).toBe(gitlabValue(1));
    await advance(MINUTE);
    issuer.checks = 'normal';
    await advance(HOUR);
    expect(value()).toBe(gitlabValue(2));
    expect(toasts).toEqual([]);
  });

  test('a value that a person gave meanwhile is kept', async () => {
    const { rotate, issuer, secrets, value, id, vault, advance } = await aRotation('replace');
    await vault.start();
    issuer.checks = 'down';
    await rotate();
    issuer.checks = 'normal';
    issuer.living.add(gitlabValue(9));
    const pasted = { kind: 'value' as const, text: gitlabValue(9), exact: false, confirmed: false };
    await vault.handlers.replace({ token: 'ci', pasted });
    await advance(HOUR);
    expect(value()).toBe(gitlabValue(9));
    expect(secrets.entries.has(id)).toBe(true);
  });
});

describe('a rotation in which old and new live side by side', () => {
  test('ends the old one only after the new one was proven, and proves it dead', async () => {
    const { rotate, issuer, value, slots, token } = await aRotation('overlap');
    expect(await rotate()).toMatchObject({ ok: true });
    expect(issuer.asked).toEqual(['POST 1', 'GET 2', 'GET 1', 'DELETE 2', 'GET 1']);
    expect([...issuer.living]).toEqual([overlapValue(2)]);
    expect([value(), slots(), token()?.leftovers]).toEqual([overlapValue(2), [], undefined]);
  });

  test('writes the new value where it is used before the old one is ended', async () => {
    const { rotate, targets } = await aRotation('overlap', { targets: ['env:/home/me/.env#TOKEN'] });
    await rotate();
    expect([...targets.written]).toEqual([['env:/home/me/.env#TOKEN', overlapValue(2)]]);
    expect(targets.settled).toEqual(['env:/home/me/.env#TOKEN']);
  });

  test('a place that cannot be written stops it while the old one lives, is told once, and goes on when it is mended', async () => {
    const { rotate, targets, issuer, toasts, advance, vault } = await aRotation('overlap', {
      targets: ['env:/e#TOKEN'],
    });
    await vault.start();
    targets.failure = { code: 'target-failed', target: 'env:/e#TOKEN', reason: 'EACCES' };
    expect(await rotate()).toMatchObject({ failure: { code: 'target-failed' } });
    await advance(10 * MINUTE);
    expect([...issuer.living]).toEqual([overlapValue(1), overlapValue(2)]);
    expect(toasts.map(({ kind }) => kind)).toEqual(['rotation']);
    targets.failure = undefined;
    expect(await rotate()).toMatchObject({ ok: true });
    expect([...issuer.living]).toEqual([overlapValue(2)]);
  });

  test('is undone while the old one lives: the old value is in place again, and the new one is ended', async () => {
    const { rotate, undo, targets, issuer, value, slots, token, ports } = await aRotation('overlap', {
      targets: ['env:/e#TOKEN'],
    });
    targets.failure = { code: 'target-failed', target: 'env:/e#TOKEN', reason: 'EACCES' };
    await rotate();
    targets.failure = undefined;
    expect(await undo()).toMatchObject({ ok: true });
    expect(value()).toBe(overlapValue(1));
    expect([...targets.written]).toEqual([['env:/e#TOKEN', overlapValue(1)]]);
    expect([...issuer.living]).toEqual([overlapValue(1)]);
    expect([slots(), token()?.leftovers, ports.journal.open()]).toEqual([[], undefined, []]);
  });

  test('cannot be undone once the old one is dead', async () => {
    const { rotate, undo } = await aRotation('overlap');
    await rotate();
    expect(await undo()).toMatchObject({ failure: { code: 'cannot-do', act: 'undo' } });
  });

  test('an old value that lives on stays on the list until it is proven dead, and holds the next rotation up', async () => {
    const { rotate, issuer, token, advance, vault, held, id } = await aRotation('overlap');
    await vault.start();
    issuer.lags = true;
    expect(await rotate()).toMatchObject({ ok: true });
    expect(token()?.leftovers).toMatchObject([{ slot: oldSlot(id), misses: 1 }]);
    expect(held(oldSlot(id))).toBe(overlapValue(1));
    expect(await rotate()).toMatchObject({ failure: { code: 'old-lives' } });
    issuer.lags = false;
    await advance(HOUR);
    expect(token()?.leftovers).toBeUndefined();
    expect([...issuer.living]).toEqual([overlapValue(2)]);
  });

  test('a new value that certainly does not work is not put in place, and that is said', async () => {
    const { rotate, issuer, value, advance, vault, toasts, held, id } = await aRotation('overlap');
    await vault.start();
    issuer.checks = 'deny-new';
    expect(await rotate()).toMatchObject({ failure: { code: 'rotation-open' } });
    await advance(HOUR);
    expect(value()).toBe(overlapValue(1));
    expect(toasts.map(({ kind }) => kind)).toEqual(['rotation']);
    expect(held(freshSlot(id))).toBeUndefined();
  });

  test('a lost answer leaves the old value in use, and a person may ask again', async () => {
    const { rotate, issuer, token } = await aRotation('overlap');
    issuer.fault = 'lost-after';
    expect(await rotate()).toMatchObject({ failure: { code: 'outcome-lost' } });
    expect(token()?.standing.outcomeLostAt).toBeDefined();
    issuer.fault = 'none';
    expect(await rotate()).toMatchObject({ ok: true, value: { status: { kind: 'valid' } } });
  });
});

describe('by itself', () => {
  test('what is open waits quietly while the keyring is locked or the disk is full', async () => {
    const { rotate, issuer, secrets, ports, vault, advance, value } = await aRotation('replace');
    await vault.start();
    issuer.checks = 'down';
    await rotate();
    issuer.checks = 'normal';
    secrets.seen = { kind: 'locked' };
    secrets.failure = { code: 'keyring-locked' };
    await advance(HOUR);
    secrets.seen = { kind: 'ok', backend: 'memory' };
    secrets.failure = undefined;
    const { put } = ports.journal;
    ports.journal.put = async () => ({
      ok: false,
      failure: { code: 'file-unwritable', file: 'journal', reason: 'ENOSPC' },
    });
    const before = issuer.asked.length;
    await advance(HOUR);
    expect(issuer.asked.length - before).toBeLessThan(70);
    ports.journal.put = put;
    await advance(HOUR);
    expect(value()).toBe(gitlabValue(2));
  });

  test('a token with a schedule is rotated once after three missed runs', async () => {
    const { vault, issuer, advance, clock, value } = await aRotation('replace', { rotation: { every: '2d' } });
    await vault.start();
    clock.suspend((7 * DAY) as never);
    vault.resumed();
    await advance(HOUR);
    expect(issuer.asked.filter((asked) => asked.startsWith('POST'))).toEqual(['POST 1']);
    expect(value()).toBe(gitlabValue(2));
    await advance(2 * DAY);
    expect(value()).toBe(gitlabValue(3));
  });

  test('a token with no schedule is never rotated by itself', async () => {
    const { vault, issuer, advance } = await aRotation('replace');
    await vault.start();
    await advance(200 * DAY);
    expect(issuer.asked.some((asked) => asked.startsWith('POST'))).toBe(false);
  });
});

describe('forgetting a token', () => {
  test('takes an old value that still lives along', async () => {
    const { rotate, issuer, vault, secrets } = await aRotation('overlap');
    issuer.lags = true;
    await rotate();
    await vault.handlers.forget({ token: 'ci' });
    expect([...secrets.entries.keys()]).toEqual([]);
  });

  test('takes everything that was kept of its rotation along', async () => {
    const { rotate, issuer, vault, secrets, ports, advance } = await aRotation('overlap');
    await vault.start();
    issuer.checks = 'down';
    await rotate();
    await vault.handlers.forget({ token: 'ci' });
    await advance(HOUR);
    expect([...secrets.entries.keys()]).toEqual([]);
    expect(ports.journal.open()).toEqual([]);
  });
});
