import { describe, expect, test } from 'vitest';
import { createDigester } from '../../main/adapters/digester.ts';
import { createKeyring } from '../../main/adapters/keyring.ts';
import type { KeyringLook } from '../../main/adapters/secret-service.ts';
import { Secret } from '../../main/domain/secret.ts';
import { done, failed, succeeded } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import { type FakeBinding, accessOf, createFakeBinding, credentialOf } from './keyring-fake.ts';

const ID = tokenId('id');
const TOKEN = 'ghp_' + '0'.repeat(36);

// Windows: no look, so each answer comes from the binding alone.
const keyringOn = (binding: FakeBinding, deadlineMs = 1000) =>
  createKeyring({ service: 'test', binding, platform: 'win32', deadlineMs });

async function valueIn(binding: FakeBinding) {
  const got = await keyringOn(binding).get(ID);
  return got.ok ? accessOf(got.value) : got.failure;
}

describe('a value', () => {
  test('comes back with its refresh token and its fields as they were', async () => {
    const keyring = keyringOn(createFakeBinding());
    const credential = credentialOf(TOKEN, {
      refresh: new Secret('r\n\0é\ud800'),
      fields: { 'key id': new Secret('AKIA'), ['__proto__']: new Secret('') },
    });
    expect(await keyring.put(ID, credential)).toEqual(succeeded(1));
    const got = await keyring.get(ID);
    const kept = got.ok ? got.value : undefined;
    expect(accessOf(kept)).toBe(TOKEN);
    expect(kept?.credential.refresh?.use((value) => value)).toBe('r\n\0é\ud800');
    expect(Object.keys(kept?.credential.fields ?? {})).toEqual(['key id', '__proto__']);
  });

  test('never put is no failure, and deleting it twice succeeds', async () => {
    const keyring = keyringOn(createFakeBinding());
    expect(await keyring.get(ID)).toEqual(succeeded(undefined));
    expect(await keyring.delete(ID)).toEqual(done);
    expect(await keyring.delete(ID)).toEqual(done);
  });

  test('of any size stays under the limit of Windows in each entry, as letters, digits, - and _ alone', async () => {
    const binding = createFakeBinding();
    binding.keep = (value) => {
      if (Buffer.from(value, 'utf16le').length > 2560) throw new Error('The stub received bad data.');
      return value;
    };
    const long = 'é\n'.repeat(32_768);
    expect((await keyringOn(binding).put(ID, credentialOf(long))).ok).toBe(true);
    expect(await valueIn(binding)).toBe(long);
    expect([...binding.entries.values()].join('')).toMatch(/^[\w-]+$/);
  });

  test('with fifty newlines never meets the keyring as newlines', async () => {
    const binding = createFakeBinding();
    binding.keep = (value) => (value.split('\n').length > 50 ? 'ruined' : value);
    await keyringOn(binding).put(ID, credentialOf('a\n'.repeat(60)));
    expect(await valueIn(binding)).toBe('a\n'.repeat(60));
  });

  test('replaced by a shorter one leaves nothing of the longer one behind', async () => {
    const binding = createFakeBinding();
    await keyringOn(binding).put(ID, credentialOf('x'.repeat(9757)));
    expect(await keyringOn(binding).put(ID, credentialOf(TOKEN))).toEqual(succeeded(2));
    expect([...binding.entries.keys()].sort()).toEqual(['id', 'id.g2.0']);
  });

  test('deleted leaves no entry', async () => {
    const binding = createFakeBinding();
    await keyringOn(binding).put(ID, credentialOf('x'.repeat(9757)));
    await keyringOn(binding).delete(ID);
    expect(binding.entries.size).toBe(0);
  });
});

describe('a keyring that gives back something else', () => {
  test('is found out before the earlier value is let go', async () => {
    const binding = createFakeBinding();
    await keyringOn(binding).put(ID, credentialOf('old'));
    binding.keep = (value) => value.slice(0, -1);
    expect(await keyringOn(binding).put(ID, credentialOf(TOKEN))).toEqual(
      failed({ code: 'keyring-refused', reason: 'round-trip' }),
    );
    expect(await valueIn(binding)).toBe('old');
  });

  test('later, is told as damage, and nothing is deleted', async () => {
    const binding = createFakeBinding();
    await keyringOn(binding).put(ID, credentialOf(TOKEN));
    binding.entries.set('id.g1.0', 'AAAA');
    expect(await valueIn(binding)).toEqual({ code: 'keyring-damaged' });
    binding.entries.delete('id.g1.0');
    expect(await valueIn(binding)).toEqual({ code: 'keyring-damaged' });
    binding.entries.set('id', 'not a pointer');
    expect(await valueIn(binding)).toEqual({ code: 'keyring-damaged' });
    expect(binding.entries.has('id')).toBe(true);
  });

  test('can be given a new value in the place of a damaged one', async () => {
    const binding = createFakeBinding();
    binding.entries.set('id', 'not a pointer');
    expect((await keyringOn(binding).put(ID, credentialOf(TOKEN))).ok).toBe(true);
    expect(await valueIn(binding)).toBe(TOKEN);
  });
});

describe('a write that is cut off', () => {
  const old = 'o'.repeat(3000);
  const next = 'n'.repeat(5000);

  async function changesOfPut(): Promise<number> {
    const binding = createFakeBinding();
    await keyringOn(binding).put(ID, credentialOf(old));
    const before = binding.calls.filter(({ act }) => act !== 'get').length;
    await keyringOn(binding).put(ID, credentialOf(next));
    return binding.calls.filter(({ act }) => act !== 'get').length - before;
  }

  test('at whichever step leaves the earlier value or the new one, whole, and the next put tidies up', async () => {
    const steps = await changesOfPut();
    expect(steps).toBeGreaterThan(8);
    for (let step = 1; step <= steps; step += 1) {
      const binding = createFakeBinding();
      await keyringOn(binding).put(ID, credentialOf(old));
      let change = 0;
      // From that step on the process is gone: nothing reaches the keyring any more.
      binding.onChange = () => {
        if ((change += 1) >= step) throw new Error('gone');
      };
      const put = await keyringOn(binding).put(ID, credentialOf(next));
      binding.onChange = () => undefined;
      expect(await valueIn(binding), `step ${step}`).toBe(put.ok ? next : old);
      expect((await keyringOn(binding).put(ID, credentialOf(TOKEN))).ok).toBe(true);
      const generation = put.ok ? 3 : 2;
      expect([...binding.entries.keys()].sort(), `step ${step}`).toEqual(['id', `id.g${generation}.0`]);
    }
  });

  test('once, and then works again, keeps the earlier value and leaves nothing over', async () => {
    const steps = await changesOfPut();
    for (let step = 1; step <= steps; step += 1) {
      const binding = createFakeBinding();
      const keyring = keyringOn(binding);
      await keyring.put(ID, credentialOf(old));
      let change = 0;
      binding.onChange = () => {
        if ((change += 1) === step) throw new Error('once');
      };
      const put = await keyring.put(ID, credentialOf(next));
      expect(await valueIn(binding), `step ${step}`).toBe(put.ok ? next : old);
      await keyring.put(ID, credentialOf(TOKEN));
      expect([...binding.entries.keys()], `step ${step}`).toHaveLength(2);
    }
  });

  test('reported as failed although it landed counts as what it is: landed', async () => {
    const binding = createFakeBinding();
    const lying = {
      ...binding,
      setPassword: async (service: string, account: string, value: string) => {
        await binding.setPassword(service, account, value);
        if (account === 'id') throw new Error('NoReply');
      },
    };
    expect(
      await createKeyring({ service: 'test', binding: lying, platform: 'win32' }).put(ID, credentialOf(TOKEN)),
    ).toEqual(succeeded(1));
  });
});

describe('two who replace one value', () => {
  test('do not overwrite each other unseen', async () => {
    const keyring = keyringOn(createFakeBinding());
    const [first, second] = await Promise.all([
      keyring.put(ID, credentialOf('a'), 0),
      keyring.put(ID, credentialOf('b'), 0),
    ]);
    expect(first).toEqual(succeeded(1));
    expect(second).toEqual(failed({ code: 'keyring-stale' }));
    const got = await keyring.get(ID);
    expect(got.ok && accessOf(got.value)).toBe('a');
  });

  test('and those who only read share one reading', async () => {
    const binding = createFakeBinding();
    const keyring = keyringOn(binding);
    await keyring.put(ID, credentialOf(TOKEN));
    const before = binding.calls.length;
    await Promise.all([keyring.get(ID), keyring.get(ID), keyring.get(ID)]);
    expect(binding.calls.length - before).toBe(2);
  });
});

describe('a keyring that does not answer', () => {
  test('costs one deadline and one thread, and serves again when it comes back', async () => {
    const binding = createFakeBinding();
    const keyring = keyringOn(binding, 20);
    await keyring.put(ID, credentialOf(TOKEN));
    let release = (): void => undefined;
    binding.hold = new Promise((resolve) => (release = resolve));
    const before = binding.calls.length;
    expect(await keyring.get(ID)).toEqual(failed({ code: 'keyring-silent', afterMs: 20 }));
    expect(keyring.stuck()).toBe(true);
    expect(await keyring.state()).toEqual({ kind: 'silent' });
    for (let n = 0; n < 20; n += 1) expect((await keyring.get(ID)).ok).toBe(false);
    expect(binding.calls.length - before).toBe(1);
    binding.hold = undefined;
    release();
    await new Promise(setImmediate);
    const again = await keyring.get(ID);
    expect(again.ok && accessOf(again.value)).toBe(TOKEN);
  });

  test('and takes a new value late does not keep it, for it was reported as not stored', async () => {
    const binding = createFakeBinding();
    const keyring = keyringOn(binding, 20);
    await keyring.put(ID, credentialOf('old'));
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const set = binding.setPassword.bind(binding);
    binding.setPassword = async (service, account, value) => {
      if (account === 'id' && binding.hold === undefined) binding.hold = held;
      return set(service, account, value);
    };
    expect(await keyring.put(ID, credentialOf('new'))).toEqual(failed({ code: 'keyring-silent', afterMs: 20 }));
    binding.setPassword = set;
    binding.hold = undefined;
    release();
    await new Promise(setImmediate);
    const got = await keyring.get(ID);
    expect(got.ok && accessOf(got.value)).toBe('old');
    expect(await valueIn(binding)).toBe('old');
  });
});

describe('what the system says', () => {
  const SAID = [
    ['Cannot create an item in a locked collection', { code: 'keyring-locked' }],
    ['User interaction is not allowed.', { code: 'keyring-locked' }],
    ['The user name or passphrase you entered is not correct.', { code: 'keyring-locked' }],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', { code: 'keyring-absent', lack: 'no-bus' }],
    [
      'The name org.freedesktop.secrets was not provided by any .service files',
      { code: 'keyring-absent', lack: 'no-service' },
    ],
    [
      'A specified logon session does not exist. It may already have been terminated.',
      { code: 'keyring-absent', lack: 'no-service' },
    ],
    ['The stub received bad data.', { code: 'keyring-refused', reason: 'too-large' }],
    ['Something nobody has heard of', { code: 'keyring-refused', reason: 'write' }],
  ] as const;

  test.each(SAID)('%s', async (said, failure) => {
    const binding = createFakeBinding();
    binding.onChange = () => {
      throw new Error(said);
    };
    expect(await keyringOn(binding).put(ID, credentialOf(TOKEN))).toEqual(failed(failure));
  });
});

describe('where the keyring can be looked at first', () => {
  function looked(binding: FakeBinding, look: Partial<KeyringLook>) {
    const open: KeyringLook = {
      state: async () => ({ kind: 'ok', backend: 'fake' }),
      writable: async () => done,
      item: async (account) => succeeded(binding.entries.has(account)),
    };
    return createKeyring({ service: 'test', binding, platform: 'linux', look: { ...open, ...look } });
  }

  test('a locked one is never touched', async () => {
    const binding = createFakeBinding();
    const locked = async () => failed({ code: 'keyring-locked' } as const);
    const keyring = looked(binding, { state: async () => ({ kind: 'locked' }), writable: locked, item: locked });
    expect(await keyring.state()).toEqual({ kind: 'locked' });
    for (const answer of [keyring.get(ID), keyring.put(ID, credentialOf(TOKEN)), keyring.delete(ID)]) {
      expect(await answer).toEqual(failed({ code: 'keyring-locked' }));
    }
    expect(binding.calls).toEqual([]);
  });

  test('one that is locked between the look and the read is not taken for empty', async () => {
    const binding = createFakeBinding();
    await looked(binding, {}).put(ID, credentialOf(TOKEN));
    let looks = 0;
    const keyring = looked(binding, {
      item: async () => ((looks += 1) === 1 ? succeeded(true) : failed({ code: 'keyring-locked' })),
    });
    binding.getPassword = async () => null;
    expect(await keyring.get(ID)).toEqual(failed({ code: 'keyring-locked' }));
  });

  test('what is not there is not asked for', async () => {
    const binding = createFakeBinding();
    expect(await looked(binding, {}).get(ID)).toEqual(succeeded(undefined));
    expect(binding.calls).toEqual([]);
  });
});

describe('digests', () => {
  test('tell equal values apart from others, also after a restart, and keep one key', async () => {
    const binding = createFakeBinding();
    const first = createDigester(keyringOn(binding));
    const digests = await Promise.all([
      first.digest(new Secret(TOKEN)),
      first.digest(new Secret(TOKEN)),
      first.digest(new Secret('other')),
    ]);
    expect(digests[0]).toEqual(digests[1]);
    expect(digests[0]).not.toEqual(digests[2]);
    expect(digests[0]?.ok && digests[0].value).toMatch(/^[0-9a-f]{64}$/);
    expect(await createDigester(keyringOn(binding)).digest(new Secret(TOKEN))).toEqual(digests[0]);
    expect([...binding.entries.keys()].sort()).toEqual(['vault-key', 'vault-key.g1.0']);
  });

  test('of two programs that begin at once are made under the same key', async () => {
    const keyring = keyringOn(createFakeBinding());
    const [one, other] = await Promise.all(
      [createDigester(keyring), createDigester(keyring)].map((each) => each.digest(new Secret(TOKEN))),
    );
    expect(one).toEqual(other);
    expect(one?.ok).toBe(true);
  });

  test('are not made with a new key when the old one cannot be read', async () => {
    const binding = createFakeBinding();
    await createDigester(keyringOn(binding)).digest(new Secret(TOKEN));
    binding.entries.delete('vault-key.g1.0');
    expect(await createDigester(keyringOn(binding)).digest(new Secret(TOKEN))).toEqual(
      failed({ code: 'keyring-damaged' }),
    );
    expect(binding.entries.size).toBe(1);
  });
});
