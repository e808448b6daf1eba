import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createDoctor } from '../../main/adapters/doctor.ts';
import type { Finding } from '../../shared/diagnosis.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { sightWords } from '../../shared/words.ts';
import { memoryLatch } from '../support/memory-ports.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tk-doctor-'));
  chmodSync(home, 0o700);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

type Ports = Parameters<typeof createDoctor>[0];

interface Told extends Pick<Finding, 'topic' | 'state'> {
  readonly found: string;
  readonly meaning: string;
}

/** As the command line tells it, by topic. */
async function findings(ports: Partial<Ports> = {}): Promise<Readonly<Record<string, Told>>> {
  const doctor = createDoctor({
    secrets: { state: async () => ({ kind: 'ok', backend: 'gnome-keyring-daemon' }) },
    latch: memoryLatch(),
    bus: connectBus({}),
    home,
    kind: 'headless',
    troubles: () => [],
    clockOffsetMs: () => undefined,
    platform: 'linux',
    env: {},
    ...ports,
  });
  const all = await doctor.findings();
  return Object.fromEntries(
    all.map(({ topic, state, sight }) => {
      const { found, meaning = '' } = sightWords(sight);
      return [topic, { topic, state, found, meaning }];
    }),
  );
}

const STATES: readonly KeyringState[] = [
  { kind: 'locked' },
  { kind: 'silent' },
  { kind: 'absent', lack: 'no-bus' },
  { kind: 'absent', lack: 'no-service' },
  { kind: 'absent', lack: 'no-collection' },
  { kind: 'absent', lack: 'no-library' },
];

describe('the doctor', () => {
  test('has one finding for each topic, and says nothing more of what is well', async () => {
    const all = await findings();
    expect(Object.keys(all)).toEqual([
      'keyring',
      'tray',
      'notifications',
      'clipboard',
      'proxy',
      'ca',
      'clock',
      'files',
      'runtime',
    ]);
    expect(all['keyring']).toEqual({ topic: 'keyring', state: 'good', found: 'gnome-keyring-daemon', meaning: '' });
    for (const { state, meaning } of Object.values(all)) expect(meaning === '').toBe(state === 'good');
  });

  test.each(STATES)('says what it means that the keyring is $kind $lack', async (state) => {
    const { keyring } = await findings({ secrets: { state: async () => state } });
    expect(keyring?.state).not.toBe('good');
    expect(keyring?.meaning.length).toBeGreaterThan(40);
  });

  test('shows a proxy without its password, and tells one that is no address', async () => {
    const { proxy } = await findings({ env: { HTTPS_PROXY: 'http://me:hush@proxy.example:3128' } });
    expect(proxy).toEqual({ topic: 'proxy', state: 'good', found: 'http://proxy.example:3128', meaning: '' });
    const { proxy: broken } = await findings({ env: { https_proxy: 'http://a b' } });
    expect(broken?.state).toBe('bad');
    const { proxy: system } = await findings({
      systemProxy: async () => 'http://corp:8080',
      env: { https_proxy: 'http://other' },
    });
    expect(system?.found).toBe('http://corp:8080');
  });

  test('tells an extra certificate file that holds none', async () => {
    const file = join(home, 'ca.pem');
    expect((await findings({ env: { NODE_EXTRA_CA_CERTS: file } }))['ca']?.state).toBe('bad');
    writeFileSync(file, 'nothing of the kind');
    expect((await findings({ env: { NODE_EXTRA_CA_CERTS: file } }))['ca']?.state).toBe('bad');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\n');
    expect((await findings({ env: { NODE_EXTRA_CA_CERTS: file } }))['ca']?.found).toContain(file);
  });

  test('minds a clock that is more than two minutes off, and no other', async () => {
    expect((await findings({ clockOffsetMs: () => -120_000 }))['clock']?.state).toBe('good');
    expect((await findings({ clockOffsetMs: () => 300_000 }))['clock']).toMatchObject({
      state: 'poor',
      found: '5 min ahead',
    });
    expect((await findings({ clockOffsetMs: () => -300_000 }))['clock']).toMatchObject({ found: '5 min behind' });
  });

  test('minds a folder that others can look into, one that is missing, and trouble with a file', async () => {
    chmodSync(home, 0o755);
    expect((await findings())['files']?.state).toBe('poor');
    expect((await findings({ platform: 'win32' }))['files']?.state).toBe('good');
    expect((await findings({ home: join(home, 'gone') }))['files']?.state).toBe('bad');
    chmodSync(home, 0o700);
    const { files } = await findings({ troubles: () => [{ code: 'file-damaged', file: 'catalog.json' }] });
    expect(files).toMatchObject({ state: 'bad', meaning: expect.stringContaining('catalog.json') });
  });

  test('knows where a copied value can be read back', async () => {
    expect((await findings())['clipboard']?.state).toBe('bad');
    expect((await findings({ env: { DISPLAY: ':1' } }))['clipboard']).toMatchObject({ state: 'good', found: 'X11' });
    const wayland = { WAYLAND_DISPLAY: 'wayland-0', PATH: home };
    expect((await findings({ env: wayland }))['clipboard']?.state).toBe('poor');
    writeFileSync(join(home, 'wl-paste'), '', { mode: 0o755 });
    expect((await findings({ env: wayland }))['clipboard']?.state).toBe('good');
  });

  test('on macOS and Windows minds only what can be turned off there', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      const all = await findings({ platform, kind: 'app', showsNotifications: () => false });
      expect([all['tray'], all['clipboard'], all['notifications']].map((each) => each?.state)).toEqual([
        'good',
        'good',
        'poor',
      ]);
    }
  });
});

test('a passphrase vault is named as what it is, open or locked, and is no keychain that is well', async () => {
  const latch = { ...memoryLatch(), keeps: () => 'passphrase' as const };
  const open = await findings({ latch });
  expect(open['keyring']).toMatchObject({ state: 'poor', found: 'passphrase vault' });
  const locked = await findings({ latch, secrets: { state: async () => ({ kind: 'locked' }) } });
  expect(locked['keyring']).toMatchObject({ state: 'poor', found: 'passphrase vault, locked' });
  expect(locked['keyring']?.meaning).toContain('tokenkeep unlock');
});

test('where there is no keychain it is said how to do without', async () => {
  const lack = 'no-service' as const;
  const found = await findings({ secrets: { state: async () => ({ kind: 'absent', lack }) } });
  expect(found['keyring']?.meaning).toContain('tokenkeep passphrase vault');
});
