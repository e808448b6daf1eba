import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKENKEEP } from '../cli/run-tokenkeep.ts';
import { freshHome, until } from '../electron/launch-app.ts';
import { readMenu, shownLabel, trayItems } from '../electron/tray-over-dbus.ts';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '../..');
const home = freshHome();
const root = mkdtempSync(path.join(tmpdir(), 'tokenkeep-deb-'));
const installed = (name: string): string => path.join(root, 'system', 'opt', 'Tokenkeep', name);
let newer = '';
let older = '';
let app: ChildProcess | undefined;

/** Debian's own installer, on a system of a folder that has nothing but its database. */
const dpkg = (...args: readonly string[]) =>
  run('fakeroot', [
    'dpkg',
    `--root=${path.join(root, 'system')}`,
    '--force-script-chrootless',
    '--force-depends',
    ...args,
  ]);

const tokenkeep = async (args: readonly string[], program = installed('tokenkeep'), stdin = ''): Promise<string> => {
  const done = run(program, [...args], { env: { ...process.env, TOKENKEEP_HOME: home } });
  done.child.stdin?.end(stdin);
  return (await done).stdout;
};

async function start(): Promise<void> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = spawn(installed('tokenkeep-app'), [...sandbox, `--home=${home}`], { stdio: 'ignore' });
  await until(async () => (await trayItems()).length === 1, 20_000);
}

async function stop(): Promise<void> {
  if (app === undefined || app.exitCode !== null || app.signalCode !== null) return;
  app.kill('SIGTERM');
  await once(app, 'exit');
}

/** The same program under an earlier version, since there is none yet. */
async function underVersion(deb: string, version: string): Promise<string> {
  const tree = path.join(root, 'tree');
  const file = path.join(root, `tokenkeep_${version}.deb`);
  await run('dpkg-deb', ['-R', deb, tree]);
  const control = path.join(tree, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`));
  await run('dpkg-deb', ['-Znone', '--root-owner-group', '-b', tree, file]);
  rmSync(tree, { recursive: true });
  return file;
}

beforeAll(async () => {
  const { stdout } = await run(process.execPath, ['build/pack.mjs'], { cwd: repository, maxBuffer: 2 ** 24 });
  newer = /^packed (.*\.deb)$/m.exec(stdout)?.[1] ?? '';
  older = await underVersion(newer, '0.0.9');
  for (const folder of ['updates', 'info'])
    mkdirSync(path.join(root, 'system/var/lib/dpkg', folder), { recursive: true });
  for (const file of ['status', 'available']) writeFileSync(path.join(root, 'system/var/lib/dpkg', file), '');
}, 300_000);
afterAll(async () => {
  await stop();
  rmSync(root, { recursive: true, force: true });
});

const names = Array.from({ length: 25 }, (_, index) => `token ${String(index).padStart(2, '0')}`);
const valueOf = (index: number): string => `fake-${String(index).padStart(2, '0').repeat(12)}`;
const kept = async (program?: string): Promise<readonly string[]> => {
  const list = JSON.parse(await tokenkeep(['--json', 'list'], program)) as readonly { readonly name: string }[];
  return list.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
};

describe('the deb', { timeout: 120_000 }, () => {
  test('installs an app with a tray, and a command line that needs no Node', async () => {
    await dpkg('-i', older);
    expect((await tokenkeep(['--version'])).trim()).toMatch(/^\d+\.\d+\.\d+$/);
    await start();
    for (const [index, name] of names.entries()) {
      await tokenkeep(['add', name, '--provider', 'other', '--policy', 'open'], undefined, valueOf(index));
    }
    expect(await kept()).toEqual(names);
    const [item = ''] = await trayItems();
    expect(shownLabel((await readMenu(item))[0]?.label ?? '')).toContain('25 tokens');
    const findings = JSON.parse(await tokenkeep(['--json', 'doctor'])) as readonly { readonly state: string }[];
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
    await stop();
  });

  test('is upgraded with every token whole', async () => {
    await dpkg('-i', newer);
    await start();
    expect(await kept()).toEqual(names);
    for (const [index, name] of names.entries())
      expect((await tokenkeep(['get', name])).trimEnd()).toBe(valueOf(index));
    await stop();
  });

  test('lays a desktop entry, an icon, a manual and completions where the system looks for them', () => {
    const share = (place: string): boolean => existsSync(path.join(root, 'system/usr/share', place));
    expect(['applications/tokenkeep.desktop', 'icons/hicolor/scalable/apps/tokenkeep.svg'].filter(share)).toHaveLength(
      2,
    );
    expect(share('metainfo/dev.tokenkeep.app.metainfo.xml')).toBe(true);
  });

  test('is removed, and leaves the vault', async () => {
    await dpkg('-r', 'tokenkeep');
    expect(existsSync(installed('tokenkeep'))).toBe(false);
    expect(await kept(TOKENKEEP)).toEqual(names);
  });
});

describe('the packed app', () => {
  test('is no plain Node, takes no debugger, and loads itself alone', async () => {
    const { getCurrentFuseWire, FuseV1Options, FuseState } = await import('@electron/fuses');
    const wire = await getCurrentFuseWire(path.join(repository, 'dist/linux-unpacked/tokenkeep-app'));
    const off = ['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments'] as const;
    const on = ['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar'] as const;
    expect(off.map((name) => wire[FuseV1Options[name]])).toEqual(off.map(() => FuseState.DISABLE));
    expect(on.map((name) => wire[FuseV1Options[name]])).toEqual(on.map(() => FuseState.ENABLE));
    // The development runtime is too old to have this one.
    const filePrivileges = wire[FuseV1Options.GrantFileProtocolExtraPrivileges] ?? FuseState.DISABLE;
    expect(filePrivileges).toBe(FuseState.DISABLE);
  });

  test('names every package it carries, with its licence', () => {
    const papers = path.join(repository, 'dist/linux-unpacked/resources/papers');
    const bill = JSON.parse(readFileSync(path.join(papers, 'sbom.cdx.json'), 'utf8')) as {
      readonly components: readonly { readonly name: string }[];
    };
    const carried = bill.components.map(({ name }) => name);
    expect(carried).toEqual(expect.arrayContaining(['electron', 'keytar', 'react', 'undici', 'zod']));
    expect(readFileSync(path.join(papers, 'licences.txt'), 'utf8')).toContain('zod ');
  });
});
