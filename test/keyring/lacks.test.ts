import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createKeyring } from '../../main/adapters/keyring.ts';
import { createSecretService } from '../../main/adapters/secret-service.ts';
import { failed } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import { createFakeBinding, credentialOf } from '../adapters/keyring-fake.ts';
import { owned, startPrivateKeyring } from './private-keyring.ts';

const ID = tokenId('id');

/** What a keyring says there, and whether it touched the binding: that hangs or answers "none" in such places. */
async function saidIn(env: Readonly<Record<string, string>>) {
  const bus = connectBus(env);
  const binding = createFakeBinding();
  const look = createSecretService(bus, 'tokenkeep-test');
  const keyring = createKeyring({ service: 'tokenkeep-test', binding, platform: 'linux', look });
  const state = await keyring.state();
  const answers = [await keyring.get(ID), await keyring.put(ID, credentialOf('x')), await keyring.delete(ID)];
  bus.close();
  return { state, answers, touches: binding.calls.length };
}

const absent = (lack: 'no-bus' | 'no-service' | 'no-collection') => {
  const answer = failed({ code: 'keyring-absent', lack });
  return { state: { kind: 'absent', lack }, answers: [answer, answer, answer], touches: 0 };
};

test('no bus in the environment', async () => {
  expect(await saidIn({})).toEqual(absent('no-bus'));
});

test('an address where no bus listens', async () => {
  expect(await saidIn({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })).toEqual(absent('no-bus'));
});

test('an address that makes no sense', async () => {
  expect(await saidIn({ DBUS_SESSION_BUS_ADDRESS: 'autolaunch:;tcp:host=x;unix:;%%%' })).toEqual(absent('no-bus'));
});

test('a bus with no keyring on it', async () => {
  const desktop = await startPrivateKeyring({ service: 'none' });
  expect(await saidIn(desktop.env)).toEqual(absent('no-service'));
  await desktop.stop();
});

test('a keyring that has no collection yet', async () => {
  const desktop = await startPrivateKeyring({ service: 'no-collection' });
  expect(await saidIn(desktop.env)).toEqual(absent('no-collection'));
  await desktop.stop();
});

test('a program that turns up on the bus later is noticed, and its leaving too', async () => {
  const desktop = await startPrivateKeyring({ service: 'none' });
  const bus = connectBus(desktop.env);
  const told: boolean[] = [];
  const end = bus.onNameOwner('org.freedesktop.secrets', (now) => told.push(now));
  await expect.poll(() => told).toEqual([false]);
  await desktop.startService();
  await expect.poll(() => told).toEqual([false, true]);
  await desktop.stopService();
  await expect.poll(() => told).toEqual([false, true, false]);
  await end();
  bus.close();
  await desktop.stop();
});

test('a bus that goes away is no bus, and nothing is thrown', async () => {
  const desktop = await startPrivateKeyring({ service: 'open' });
  const bus = connectBus(desktop.env);
  await owned(bus, true);
  await desktop.stop();
  rmSync(desktop.env['XDG_RUNTIME_DIR'] ?? '', { recursive: true, force: true });
  await expect.poll(() => bus.nameHasOwner('org.freedesktop.secrets')).toBe(false);
  expect(await bus.call({ destination: 'org.freedesktop.secrets', path: '/', interface: 'a.b', member: 'C' })).toEqual(
    failed({ code: 'no-bus' }),
  );
  bus.close();
});
