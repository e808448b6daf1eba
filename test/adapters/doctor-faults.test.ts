import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { auditIds } from '../../main/adapters/audit-keys.ts';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createDoctor } from '../../main/adapters/doctor.ts';
import { createSealer } from '../../main/adapters/seal-file.ts';
import type { Sight } from '../../shared/diagnosis.ts';
import type { AuditFailure, FileFailure } from '../../shared/failure.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { LANGUAGES } from '../../shared/words/language.ts';
import { wordsIn } from '../../shared/words/in-language.ts';
import { memoryLatch, memorySecrets, type MemorySecrets } from '../support/memory-ports.ts';
import { openAddingVault, valueOf } from './files/adding-vault.ts';

/** Once: a vault of three tokens with a log of what was done, and its keychain. */
const made = mkdtempSync(join(tmpdir(), 'tokenkeep-faults-'));
const keychain = memorySecrets();
beforeAll(async () => {
  const opened = openAddingVault(made, { secrets: keychain });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { vault, end } = opened.value;
  await vault.start();
  for (const label of ['t0', 't1', 't2']) {
    const pasted = { kind: 'value', text: valueOf(label), exact: false, confirmed: false } as const;
    await vault.handlers.add({ label, pasted });
  }
  await end();
});
const homes: string[] = [made];
afterAll(() => rmSync(made, { recursive: true, force: true }));
afterEach(() => {
  for (const home of homes.splice(1)) rmSync(home, { recursive: true, force: true });
});

/** What a fault can be made with. */
interface World {
  readonly home: string;
  readonly secrets: MemorySecrets;
  keyring: KeyringState;
  offsetMs: number | undefined;
  env: Readonly<Record<string, string>>;
  /** The system's word for each write. */
  disk: string | undefined;
  /** What is done with the vault before the doctor is asked. */
  use?: string;
}

function aWorld(): World {
  const home = mkdtempSync(join(tmpdir(), 'tokenkeep-faults-'));
  homes.push(home);
  cpSync(made, home, { recursive: true });
  const secrets = memorySecrets();
  const [theirs, ours] = [auditIds(made), auditIds(home)];
  const renamed: Readonly<Record<string, string>> = { [theirs.key]: ours.key, [theirs.anchor]: ours.anchor };
  for (const [id, kept] of keychain.entries) secrets.entries.set((renamed[id] ?? id) as typeof id, kept);
  return {
    home,
    secrets,
    keyring: { kind: 'ok', backend: 'memory' },
    offsetMs: 0,
    env: { DISPLAY: ':1' },
    disk: undefined,
  };
}

/** What the doctor of such a vault sees that is not good. */
async function seenIn(world: World): Promise<readonly Sight[]> {
  const { home, secrets, env } = world;
  const opened = openAddingVault(home, {
    secrets: { ...secrets, state: async () => world.keyring },
    through: (usual) => (copies) => async (sealed) => {
      if (world.disk !== undefined) throw Object.assign(new Error('refused'), { code: world.disk });
      await usual(copies)(sealed);
    },
    doctor: (troubles) =>
      createDoctor({
        secrets: { state: async () => world.keyring },
        latch: memoryLatch(),
        bus: connectBus({}),
        home,
        kind: 'headless',
        troubles,
        clockOffsetMs: () => world.offsetMs,
        platform: 'linux',
        env,
      }),
  });
  if (!opened.ok) return [{ code: 'trouble', failure: opened.failure }];
  const { vault, end } = opened.value;
  if (world.use !== undefined) await vault.handlers.edit({ token: 't0', owner: world.use });
  await vault.handlers.check({});
  const findings = await vault.handlers.doctor({});
  await end();
  return findings.ok ? findings.value.filter(({ state }) => state !== 'good').map(({ sight }) => sight) : [];
}

const ofVersion9 = createSealer(9)([Buffer.from('{"pending":[],"tokens":[]}')]);

const segmentIn = (home: string): string =>
  join(home, 'audit', readdirSync(join(home, 'audit')).find((name) => name.endsWith('.jsonl')) ?? '');

const trouble = (failure: FileFailure | AuditFailure): Sight => ({ code: 'trouble', failure });
type Fault = readonly [name: string, make: (world: World) => void, seen: Sight, cure: RegExp];
const faults: readonly Fault[] = [
  [
    'a locked keyring',
    (w) => void (w.keyring = { kind: 'locked' }),
    { code: 'keyring-lacks', state: { kind: 'locked' } },
    /Unlock/,
  ],
  [
    'a keyring that is silent',
    (w) => void (w.keyring = { kind: 'silent' }),
    { code: 'keyring-lacks', state: { kind: 'silent' } },
    /restart it/,
  ],
  ...(['no-bus', 'no-service', 'no-collection', 'no-library'] as const).map((lack): Fault => [
    `no keyring (${lack})`,
    (w) => void (w.keyring = { kind: 'absent', lack }),
    { code: 'keyring-lacks', state: { kind: 'absent', lack } },
    /Install and start/,
  ]),
  [
    'a keychain that lost a value',
    ({ secrets }) => {
      const id = [...secrets.entries].find(([, kept]) =>
        kept.credential.access.use((text) => text === valueOf('t1')),
      )?.[0];
      if (id !== undefined) secrets.entries.delete(id);
    },
    { code: 'values-missing', names: ['t1'], count: 1 },
    /Restore a backup/,
  ],
  [
    'a catalog that is damaged',
    ({ home }) => writeFileSync(join(home, 'catalog.json'), 'nonsense'),
    trouble({ code: 'file-damaged', file: 'catalog.json' }),
    /older copy is used/,
  ],
  [
    'a catalog that is gone in all copies',
    ({ home }) => {
      for (const each of readdirSync(home)) if (/^catalog.*\.json$/.test(each)) rmSync(join(home, each));
    },
    trouble({ code: 'file-lost', file: 'catalog.json' }),
    /restore a backup/,
  ],
  [
    'a catalog of a newer version',
    ({ home }) => writeFileSync(join(home, 'catalog.json'), ofVersion9),
    trouble({ code: 'file-newer', file: 'catalog.json', version: 9 }),
    /newer version/,
  ],
  ...['ENOSPC', 'EROFS'].map((code): Fault => [
    `a disk that answers ${code}`,
    (w) => Object.assign(w, { disk: code, use: 'ada' }),
    trouble({ code: 'file-unwritable', file: 'catalog.json', reason: code }),
    /Make room or mend the permissions/,
  ]),
  [
    'a folder that others look into',
    ({ home }) => chmodSync(home, 0o755),
    { code: 'files-shared', home: '' },
    /chmod 700/,
  ],
  [
    'an audit log whose end was cut',
    ({ home }) =>
      writeFileSync(segmentIn(home), `${readFileSync(segmentIn(home), 'utf8').split('\n').slice(0, -3).join('\n')}\n`),
    trouble({ code: 'audit-gap', last: 0 }),
    /audit verify/,
  ],
  [
    'an audit log without its anchor',
    ({ home, secrets }) => void secrets.entries.delete(auditIds(home).anchor),
    trouble({ code: 'audit-anchor-missing' }),
    /\./,
  ],
  [
    'an audit log without its key',
    ({ home, secrets }) => void secrets.entries.delete(auditIds(home).key),
    trouble({ code: 'audit-key-missing' }),
    /backup/,
  ],
  [
    'an audit log that cannot be written',
    ({ home }) => {
      rmSync(join(home, 'audit'), { recursive: true });
      writeFileSync(join(home, 'audit'), '');
    },
    { code: 'audit-unwritable', reason: 'EEXIST' },
    /mend the folder audit/,
  ],
  [
    'a clock that is ten minutes ahead',
    (w) => void (w.offsetMs = 600_000),
    { code: 'clock-off', minutes: 10, ahead: true },
    /network time/,
  ],
  [
    'a proxy that is none',
    (w) => void (w.env = { ...w.env, https_proxy: 'a b' }),
    { code: 'proxy-broken' },
    /http:\/\/host:port/,
  ],
  [
    'certificates that are none',
    (w) => void (w.env = { ...w.env, NODE_EXTRA_CA_CERTS: '/nowhere' }),
    { code: 'ca-extra-broken', file: '/nowhere' },
    /Mend the path/,
  ],
  ['no display', (w) => void (w.env = {}), { code: 'clipboard-none' }, /Start the app on the desktop/],
];

/** Places and numbers differ from run to run. */
const bare = (sight: Sight): unknown =>
  JSON.parse(JSON.stringify(sight, (key, value) => (key === 'home' || key === 'last' ? null : value)));

test('a vault with nothing wrong has only what a bare desktop lacks', async () => {
  expect((await seenIn(aWorld())).map(({ code }) => code)).toEqual(['tray-none', 'notifications-none', 'backup-off']);
});

test.each(faults)('%s is named, with its cure, in both languages', async (_name, make, sight, cure) => {
  const world = aWorld();
  make(world);
  const seen = await seenIn(world);
  expect(seen.map(bare)).toContainEqual(bare(sight));
  const found = seen.find((each) => JSON.stringify(bare(each)) === JSON.stringify(bare(sight))) ?? sight;
  expect(wordsIn('en').sight(found).meaning).toMatch(cure);
  for (const language of LANGUAGES) expect(wordsIn(language).sight(found).meaning?.length).toBeGreaterThan(40);
});
