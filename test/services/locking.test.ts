import { describe, expect, test } from 'vitest';
import { LOCK_KEEPS } from '../../shared/lock.ts';
import type { Settings } from '../../shared/settings.ts';
import { duration, minutes, seconds } from '../../shared/time.ts';
import type { AgentDoor } from '../../shared/agent.ts';
import { DAY, HOUR, MINUTE } from '../support/tokens.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';

const RIGHT = 'correct horse battery staple';
const refused = { ok: false, failure: { code: 'vault-locked' } };
const pasted = { kind: 'value' as const, text: fakeToken('1'), exact: false, confirmed: false };

/** A vault with one token and a passphrase before it. */
async function aLockable(settings: Partial<Settings> = {}) {
  const world = aVault(() => githubSays(200));
  const { vault, ports, latch, clock } = world;
  world.world.answer = () => githubSays(200, clock.now());
  await vault.start();
  await world.add('ci', fakeToken());
  await ports.settings.put({ ...ports.settings.get(), ...settings });
  expect(await vault.handlers.passphraseSet({ fresh: RIGHT })).toMatchObject({ ok: true });
  const unlock = (passphrase: string) => vault.handlers.unlock({ passphrase });
  return { ...world, latch, unlock, lock: () => vault.handlers.lock({}), isLocked: () => vault.snapshot().lock.locked };
}

describe('a locked vault', () => {
  test('lends, copies, exports, adds, replaces, forgets and rotates nothing, for the window and for any program', async () => {
    const { vault, lock, actor, http } = await aLockable();
    await lock();
    const asked = http.asked.length;
    const door: ReturnType<AgentDoor> = vault.agent(actor);
    const place = { tool: 'git', server: 'https://github.com', asks: false } as const;
    const tries = [
      vault.handlers.copy({ token: 'ci' }),
      vault.handlers.add({ label: 'new', pasted }),
      vault.handlers.replace({ token: 'ci', pasted }),
      vault.handlers.edit({ token: 'ci', label: 'other' }),
      vault.handlers.forget({ token: 'ci' }),
      vault.handlers.revoke({ token: 'ci', confirmed: true }),
      vault.handlers.set({ key: 'lockKeeps', value: 'nothing' }),
      vault.handlers.passphraseSet({ old: RIGHT, fresh: 'another one of mine' }),
      vault.handlers.passphraseRemove({ old: RIGHT }),
      door.get({ token: 'ci' }),
      door.export({ confirmed: true }),
      door.broker({ token: 'ci', allow: [], mostRequests: 10 }),
      door.logins({ tool: 'docker' }),
      door.login(place),
    ];
    expect(await Promise.all(tries)).toEqual(tries.map(() => refused));
    expect(http.asked.length).toBe(asked);
  });

  test('still says what is kept and how it stands, and that it is locked', async () => {
    const { vault, lock, actor } = await aLockable();
    await lock();
    const listed = await vault.agent(actor).list({});
    expect(listed).toMatchObject({
      value: { tokens: [{ token: { label: 'ci' }, status: { kind: 'valid' } }], lock: { locked: true } },
    });
    expect(vault.snapshot().lock).toEqual({ locked: true, keeps: 'keychain', opensBy: ['passphrase'] });
  });

  test('is open again to its passphrase, and what was refused is done', async () => {
    const { vault, lock, unlock, isLocked, onClipboard, audit } = await aLockable();
    await lock();
    expect(await unlock(RIGHT)).toMatchObject({ ok: true, value: { locked: false } });
    expect(isLocked()).toBe(false);
    await vault.handlers.copy({ token: 'ci' });
    expect(onClipboard.text).toBe(fakeToken());
    expect(audit.entries.filter(({ act }) => act.endsWith('lock')).map(({ act, outcome }) => [act, outcome])).toEqual([
      ['lock', 'done'],
      ['unlock', 'done'],
    ]);
  });

  test('takes what was copied off the clipboard', async () => {
    const { vault, lock, onClipboard } = await aLockable();
    await vault.handlers.copy({ token: 'ci' });
    await lock();
    expect(onClipboard.text).toBeUndefined();
  });

  test('is locked after a restart too, however it ended', async () => {
    const { lock, open } = await aLockable();
    await lock();
    const again = open();
    await again.start();
    expect(await again.handlers.copy({ token: 'ci' })).toEqual(refused);
    expect(await again.handlers.unlock({ passphrase: RIGHT })).toMatchObject({ value: { locked: false } });
  });

  test('with nothing that would open it again is not locked in the first place', async () => {
    const { vault } = aVault();
    expect(await vault.handlers.lock({})).toEqual({ ok: false, failure: { code: 'lock-unset' } });
    expect(vault.snapshot().lock).toEqual({ locked: false, keeps: 'keychain', opensBy: [] });
  });

  test('whose keychain has lost what a passphrase is compared with does not shut its owner out for ever', async () => {
    const { lock, unlock, latch } = await aLockable();
    await lock();
    latch.passphrase = undefined;
    expect(await unlock('whatever it was')).toMatchObject({ value: { locked: false } });
  });
});

describe('what goes on while it is locked', () => {
  const counts = { nothing: 0, checks: 3, refreshes: 3 } as const;
  test.each(LOCK_KEEPS)('(%s) is what its owner chose', async (lockKeeps) => {
    const { lock, unlock, advance, http } = await aLockable({ lockKeeps });
    await lock();
    const before = http.asked.length;
    await advance(DAY);
    expect(http.asked.length - before).toBe(counts[lockKeeps]);
    await unlock(RIGHT);
    await advance(MINUTE);
    expect(http.asked.length - before).toBe(Math.max(1, counts[lockKeeps]));
  });

  test('a check may be asked for where checks go on, and nowhere else', async () => {
    for (const lockKeeps of LOCK_KEEPS) {
      const { vault, lock } = await aLockable({ lockKeeps });
      await lock();
      expect((await vault.handlers.check({ tokens: ['ci'] })).ok).toBe(lockKeeps !== 'nothing');
    }
  });

  test('an owner is warned before a token ends all the same', async () => {
    const { vault, lock, toasts, advance, add } = await aLockable({ lockKeeps: 'nothing' });
    await add('ends', fakeToken('2'), { expires: '2027-01-20T00:00:00Z' });
    await lock();
    await advance(6 * DAY);
    expect(toasts.length).toBeGreaterThan(0);
    expect(vault.snapshot().lock.locked).toBe(true);
  });
});

describe('a passphrase that is wrong', () => {
  test('is answered alike each time, and each is waited for twice as long as the one before, up to a quarter of an hour', async () => {
    const { lock, unlock, latch, advance } = await aLockable();
    await lock();
    const waits: number[] = [];
    for (let n = 0; n < 13; n += 1) {
      const answered = await unlock(`wrong ${n}`);
      if (answered.ok || answered.failure.code !== 'passphrase-wrong') throw new Error('that was not wrong');
      waits.push(answered.failure.waitMs / 1000);
      const looks = latch.looks;
      const early = await unlock(RIGHT);
      expect(early).toMatchObject({ failure: { code: 'unlock-later' } });
      expect(latch.looks).toBe(looks);
      await advance(answered.failure.waitMs);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    expect(await unlock(RIGHT)).toMatchObject({ ok: true });
  });

  test('is remembered over a restart, and over a clock that is set back', async () => {
    const { lock, unlock, open, clock, latch } = await aLockable();
    await lock();
    for (let n = 0; n < 6; n += 1) {
      await unlock('wrong');
      clock.suspend(duration(MINUTE));
    }
    await unlock('wrong');
    const looks = latch.looks;
    const again = open();
    expect(await again.handlers.unlock({ passphrase: RIGHT })).toMatchObject({ failure: { code: 'unlock-later' } });
    clock.setWall(((clock.now() as number) - DAY) as ReturnType<typeof clock.now>);
    expect(await again.handlers.unlock({ passphrase: RIGHT })).toMatchObject({
      failure: { code: 'unlock-later', waitMs: minutes(15) },
    });
    expect(latch.looks).toBe(looks);
  });

  test('tried by many at once is looked at once', async () => {
    const { lock, unlock, latch } = await aLockable();
    await lock();
    const looks = latch.looks;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => unlock(`wrong ${n}`)));
    expect(latch.looks).toBe(looks + 1);
    expect(answers.filter((each) => !each.ok && each.failure.code === 'unlock-later').length).toBe(19);
  });

  test('that could not be looked at counts for nothing', async () => {
    const { lock, unlock, latch } = await aLockable();
    await lock();
    const opens = latch.open;
    latch.open = async () => ({ ok: false, failure: { code: 'keyring-silent', afterMs: 5000 } });
    expect(await unlock(RIGHT)).toMatchObject({ failure: { code: 'keyring-silent' } });
    latch.open = opens;
    expect(await unlock(RIGHT)).toMatchObject({ ok: true });
  });

  test('is written down, and how many there were is with the one that opened it', async () => {
    const { lock, unlock, advance, audit } = await aLockable();
    await lock();
    await unlock('wrong');
    await advance(seconds(1));
    await unlock(RIGHT);
    expect(audit.entries.filter(({ act }) => act === 'unlock').map(({ outcome }) => outcome)).toEqual([
      'passphrase-wrong',
      'done, after 1 wrong',
    ]);
    expect(JSON.stringify(audit.entries)).not.toContain(RIGHT);
  });
});

describe('it locks by itself', () => {
  test('when the screen is locked and before sleep, unless it is set not to', async () => {
    const both = await aLockable();
    both.vault.signed('screen');
    expect(both.isLocked()).toBe(true);
    const sleeping = await aLockable({ lockWith: ['sleep'] });
    sleeping.vault.signed('screen');
    expect(sleeping.isLocked()).toBe(false);
    sleeping.vault.signed('sleep');
    expect(sleeping.isLocked()).toBe(true);
  });

  test('not where nothing would open it again', async () => {
    const { vault } = aVault();
    vault.signed('screen');
    expect(vault.snapshot().lock.locked).toBe(false);
  });

  test('after a while with no hand at keyboard and mouse', async () => {
    const { owner, advance, isLocked } = await aLockable({ lockAfter: minutes(10) });
    owner.idle = 0;
    await advance(HOUR);
    expect(isLocked()).toBe(false);
    owner.idle = 10 * MINUTE;
    await advance(11 * MINUTE);
    expect(isLocked()).toBe(true);
  });

  test('where there is no desktop, after a while with no use of a value', async () => {
    const { vault, advance, isLocked } = await aLockable({ lockAfter: minutes(10) });
    await advance(9 * MINUTE);
    await vault.handlers.copy({ token: 'ci' });
    await advance(9 * MINUTE);
    expect(isLocked()).toBe(false);
    await advance(2 * MINUTE);
    expect(isLocked()).toBe(true);
  });
});

describe("the system's own prompt", () => {
  test('opens it where the owner is there, and a passphrase does as well', async () => {
    const { vault, lock, owner } = await aLockable();
    owner.way = 'touch-id';
    await lock();
    expect(vault.snapshot().lock.opensBy).toEqual(['passphrase', 'touch-id']);
    owner.isThere = false;
    expect(await vault.handlers.unlock({})).toEqual({ ok: false, failure: { code: 'owner-not-shown' } });
    owner.isThere = true;
    expect(await vault.handlers.unlock({})).toMatchObject({ ok: true });
  });

  test('serves as the only way in', async () => {
    const { vault, owner } = aVault();
    owner.way = 'touch-id';
    expect(await vault.handlers.lock({})).toMatchObject({ value: { locked: true, opensBy: ['touch-id'] } });
    expect(await vault.handlers.unlock({})).toMatchObject({ value: { locked: false } });
  });

  test('is not asked where there is none: a passphrase is needed', async () => {
    const { vault, lock } = await aLockable();
    await lock();
    expect(await vault.handlers.unlock({})).toEqual({ ok: false, failure: { code: 'passphrase-needed' } });
  });
});

describe('the passphrase', () => {
  test('is changed by who knows it, and by nobody else', async () => {
    const { vault, lock, unlock, advance } = await aLockable();
    const fresh = 'quite another passphrase';
    expect(await vault.handlers.passphraseSet({ fresh })).toMatchObject({ failure: { code: 'passphrase-needed' } });
    expect(await vault.handlers.passphraseSet({ fresh, old: 'wrong' })).toMatchObject({
      failure: { code: 'passphrase-wrong' },
    });
    await advance(seconds(1));
    expect(await vault.handlers.passphraseSet({ fresh, old: RIGHT })).toMatchObject({ ok: true });
    await lock();
    expect(await unlock(fresh)).toMatchObject({ ok: true });
  });

  test('is removed by who knows it, and then nothing is locked', async () => {
    const { vault, lock } = await aLockable();
    expect(await vault.handlers.passphraseRemove({ old: RIGHT })).toMatchObject({ value: { opensBy: [] } });
    expect(await lock()).toMatchObject({ failure: { code: 'lock-unset' } });
  });

  test('has eight characters at least, and twelve where it is the key to all values', async () => {
    const { vault } = aVault();
    expect(await vault.handlers.passphraseSet({ fresh: 'seven77' })).toMatchObject({ failure: { least: 8 } });
    expect(await vault.handlers.passphraseVault({ fresh: 'eleven11111' })).toMatchObject({ failure: { least: 12 } });
  });
});

describe('a passphrase vault', () => {
  test('is begun with no tokens alone, and once', async () => {
    const { vault, add } = aVault(() => githubSays(200));
    expect(await vault.handlers.passphraseVault({ fresh: RIGHT })).toMatchObject({ value: { keeps: 'passphrase' } });
    expect(await vault.handlers.passphraseVault({ fresh: RIGHT })).toMatchObject({
      failure: { code: 'vault-not-begun', why: 'sealed-already' },
    });
    expect(await vault.handlers.passphraseRemove({ old: RIGHT })).toMatchObject({ failure: { code: 'lock-stays' } });
    await add('ci', fakeToken());
    const other = aVault(() => githubSays(200));
    await other.add('ci', fakeToken());
    expect(await other.vault.handlers.passphraseVault({ fresh: RIGHT })).toMatchObject({
      failure: { code: 'vault-not-begun', why: 'tokens-kept' },
    });
  });

  test('puts its key away when it is locked and nothing goes on, and not before what is under way has ended', async () => {
    const { vault, latch, ports, add, world, http } = aVault(() => githubSays(200));
    await vault.handlers.passphraseVault({ fresh: RIGHT });
    await add('ci', fakeToken());
    await ports.settings.put({ ...ports.settings.get(), lockKeeps: 'nothing' });
    let answer = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    const good = world.answer;
    http.answer = async (request) => {
      await waiting;
      return good(request);
    };
    const check = vault.handlers.check({ tokens: ['ci'] });
    await vault.handlers.lock({});
    await Promise.resolve();
    expect([latch.isSealed, vault.snapshot().lock.locked]).toEqual([false, true]);
    answer();
    await check;
    await vault.settled();
    await new Promise((resolve) => setImmediate(resolve));
    expect(latch.isSealed).toBe(true);
    expect(vault.snapshot().lock.opensBy).toEqual(['passphrase']);
  });

  test('keeps its key where something goes on, and the system may then open it', async () => {
    const { vault, latch, owner } = aVault(() => githubSays(200));
    await vault.handlers.passphraseVault({ fresh: RIGHT });
    owner.way = 'touch-id';
    await vault.handlers.lock({});
    await new Promise((resolve) => setImmediate(resolve));
    expect(latch.isSealed).toBe(false);
    expect(await vault.handlers.unlock({})).toMatchObject({ value: { locked: false } });
  });

  test('whose key is away is opened by the passphrase alone, whatever the system offers', async () => {
    const { vault, latch, owner } = aVault(() => githubSays(200));
    await vault.handlers.passphraseVault({ fresh: RIGHT });
    owner.way = 'touch-id';
    latch.isSealed = true;
    expect(vault.snapshot().lock).toEqual({ locked: true, keeps: 'passphrase', opensBy: ['passphrase'] });
    expect(await vault.handlers.unlock({})).toMatchObject({ failure: { code: 'passphrase-needed' } });
    expect(await vault.handlers.unlock({ passphrase: RIGHT })).toMatchObject({ value: { locked: false } });
  });
});
