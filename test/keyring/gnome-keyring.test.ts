import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Keyring, createKeyring } from '../../main/adapters/keyring.ts';
import { createSecretService } from '../../main/adapters/secret-service.ts';
import { createServiceBinding } from '../../main/adapters/service-binding.ts';
import { done, failed, succeeded } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import { accessOf, credentialOf } from '../adapters/keyring-fake.ts';
import { type PrivateKeyring, startPrivateKeyring } from './private-keyring.ts';

const ID = tokenId('0b8e');
const TOKEN = 'ghp_' + '0'.repeat(36);
let desktop: PrivateKeyring;
let keyring: Keyring;

beforeAll(async () => {
  desktop = await startPrivateKeyring({ service: 'open' });
  // The binding finds its bus by the environment, once a process.
  Object.assign(process.env, desktop.env);
  keyring = createKeyring({ service: 'tokenkeep-test', bus: desktop.bus });
});
afterEach(() => desktop.thaw());
afterAll(() => desktop.stop());

async function value(of: Keyring = keyring) {
  const got = await of.get(ID);
  return got.ok ? accessOf(got.value) : got.failure;
}

const AWKWARD = {
  'an accent': 'é',
  'a NUL': 'a\0b',
  'an emoji and half of one': '🔑\ud83d',
  'fifty newlines': '\n'.repeat(50),
  'carriage returns and a byte order mark': '\ufeffa\r\nb\r',
  'a JWT of 9,757 bytes': `eyJ0${'A'.repeat(9753)}`,
  '64 KiB': 'é\n'.repeat(32_768),
};

test('the keyring is named as what it is', async () => {
  expect(await keyring.state()).toEqual({ kind: 'ok', backend: 'gnome-keyring-daemon' });
});

describe('the real keyring gives back byte for byte', () => {
  test.each(Object.entries(AWKWARD))(
    '%s',
    async (_, text) => {
      expect((await keyring.put(ID, credentialOf(text))).ok).toBe(true);
      expect(await value()).toBe(text);
      expect(await keyring.delete(ID)).toEqual(done);
      expect(await value()).toBe(undefined);
    },
    60_000,
  );
});

test('a write cut off at any step keeps the earlier value in the real keyring', async () => {
  const { default: native } = await import('keytar');
  await keyring.put(ID, credentialOf('old'));
  for (let step = 1; step <= 3; step += 1) {
    let writes = 0;
    const setPassword = async (service: string, account: string, text: string): Promise<void> => {
      if ((writes += 1) >= step) throw new Error('gone');
      await native.setPassword(service, account, text);
    };
    const dying = createKeyring({
      service: 'tokenkeep-test',
      binding: { ...native, setPassword },
      look: createSecretService(desktop.bus, 'tokenkeep-test'),
    });
    // Two pieces and the pointer: the third write is the last.
    expect((await dying.put(ID, credentialOf('n'.repeat(1500)))).ok, `step ${step}`).toBe(false);
    expect(await value(), `step ${step}`).toBe('old');
  }
});

test('a locked keyring is locked, not empty, and serves again when unlocked with no restart', async () => {
  await keyring.put(ID, credentialOf(TOKEN));
  await desktop.lock();
  expect(await keyring.state()).toEqual({ kind: 'locked' });
  const locked = failed({ code: 'keyring-locked' });
  expect(await keyring.get(ID)).toEqual(locked);
  expect(await keyring.get(tokenId('never-put'))).toEqual(locked);
  expect(await keyring.put(ID, credentialOf('other'))).toEqual(locked);
  expect(await keyring.delete(ID)).toEqual(locked);
  await desktop.unlock();
  expect(await value()).toBe(TOKEN);
});

describe('a keyring that hangs', () => {
  test('is silent within the deadline, is never touched, and serves again after', async () => {
    await keyring.put(ID, credentialOf(TOKEN));
    desktop.freeze();
    const began = performance.now();
    expect(await keyring.state()).toEqual({ kind: 'silent' });
    expect(await value()).toMatchObject({ code: 'keyring-silent' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(keyring.stuck()).toBe(false);
    desktop.thaw();
    expect(await value()).toBe(TOKEN);
  });

  test('in the middle of a native call leaves the files working, and serves again after', async () => {
    const open = {
      state: async () => ({ kind: 'ok', backend: '' }) as const,
      writable: async () => done,
      item: async () => succeeded(true),
    };
    const hasty = createKeyring({ service: 'tokenkeep-test', look: open, deadlineMs: 300 });
    await keyring.put(ID, credentialOf(TOKEN));
    desktop.freeze();
    for (let n = 0; n < 8; n += 1) expect(await value(hasty)).toEqual({ code: 'keyring-silent', afterMs: 300 });
    expect(hasty.stuck()).toBe(true);
    expect(await readFile(new URL(import.meta.url), 'utf8')).toContain('leaves the files working');
    desktop.thaw();
    await expect.poll(() => hasty.stuck()).toBe(false);
    expect(await value(hasty)).toBe(TOKEN);
  });
});

test('a hundred tokens', async () => {
  const ids = Array.from({ length: 100 }, (_, n) => tokenId(`many-${n}`));
  const began = performance.now();
  for (const id of ids) expect((await keyring.put(id, credentialOf(TOKEN))).ok).toBe(true);
  const put = performance.now();
  for (const id of ids) expect((await keyring.get(id)).ok).toBe(true);
  const got = performance.now();
  console.info(
    `100 tokens: put ${Math.round((put - began) / 100)} ms each, get ${((got - put) / 100).toFixed(1)} ms each`,
  );
}, 60_000);

test('a keyring service that ends is absent, and what it kept is there when it starts again', async () => {
  await keyring.put(ID, credentialOf(TOKEN));
  await desktop.stopService();
  expect(await keyring.state()).toEqual({ kind: 'absent', lack: 'no-service' });
  expect(await value()).toEqual({ code: 'keyring-absent', lack: 'no-service' });
  await desktop.startService();
  expect(await value()).toBe(TOKEN);
  expect((await keyring.put(ID, credentialOf(AWKWARD['a JWT of 9,757 bytes']))).ok).toBe(true);
  expect(await value()).toBe(AWKWARD['a JWT of 9,757 bytes']);
  expect(await keyring.delete(ID)).toEqual(done);
  expect(await value()).toBe(undefined);
});

test('what our own connection wrote the native library reads, and the other way round', async () => {
  const ours = createServiceBinding(desktop.bus);
  const text = 'A'.repeat(1200);
  await ours.setPassword('tokenkeep-test', 'shared', text);
  // Another process, for the library in this one has lost its service.
  const script = `require('keytar').getPassword('tokenkeep-test', 'shared').then((it) => process.stdout.write(String(it.length)))`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('1200');
  const put = `require('keytar').setPassword('tokenkeep-test', 'shared', 'B'.repeat(1200))`;
  execFileSync(process.execPath, ['-e', put]);
  expect(await ours.getPassword('tokenkeep-test', 'shared')).toBe('B'.repeat(1200));
  expect(await ours.deletePassword('tokenkeep-test', 'shared')).toBe(true);
  expect(await ours.getPassword('tokenkeep-test', 'shared')).toBe(null);
});
