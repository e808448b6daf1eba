import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKENKEEP } from '../cli/run-tokenkeep.ts';
import { freshHome, until } from '../electron/launch-app.ts';
import { serveFeed, type UpdateFeed } from '../support/update-feed.ts';
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
    // Debian's own tools update it.
    await expect(tokenkeep(['update'])).rejects.toMatchObject({ code: 4 });
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

/** The packed folder as an AppImage has it: a file that is started, and that an update replaces. */
async function anAppImage(feed: UpdateFeed) {
  const folder = path.join(root, 'image');
  await run('cp', ['-al', path.join(repository, 'dist/linux-unpacked'), folder]);
  writeFileSync(path.join(folder, 'resources', 'app-update.yml'), `provider: generic\nurl: ${feed.url}\n`);
  writeFileSync(path.join(folder, 'resources', 'update-key.pem'), feed.publicKey);
  const image = path.join(root, 'Tokenkeep.AppImage');
  const started = path.join(root, 'started');
  const sandbox = process.getuid?.() === 0 ? '--no-sandbox' : '';
  const script = (version: string): string =>
    `#!/bin/sh\necho ${version} >> ${started}\nexec ${folder}/tokenkeep-app ${sandbox}\n`;
  writeFileSync(image, script('old'), { mode: 0o755 });
  const env = { ...process.env, TOKENKEEP_HOME: home, APPIMAGE: image, XDG_CACHE_HOME: path.join(root, 'cache') };
  app = spawn(image, { stdio: 'ignore', env });
  await until(async () => (await trayItems()).length === 1, 20_000);
  return { image, script, versions: () => readFileSync(started, 'utf8').trim().split('\n') };
}

describe('the packed app', { timeout: 120_000 }, () => {
  test('is replaced by an update of its feed, with every token whole, and by nothing that is not signed', async () => {
    const feed = await serveFeed();
    const { image, script, versions } = await anAppImage(feed);
    const file = 'Tokenkeep-9.9.9-linux-x86_64.AppImage';
    const update = (...args: readonly string[]) => tokenkeep(['--json', 'update', ...args], TOKENKEEP);
    const newer = { version: '9.9.9', file, bytes: Buffer.from(script('new')) };
    feed.offer(newer, (told) => ({ ...told, version: '9.9.8' }));
    await expect(update('--install')).rejects.toMatchObject({ code: 4 });
    feed.offer(newer);
    feed.swap(Buffer.from(script('bad')));
    await expect(update('--install')).rejects.toMatchObject({ code: 4 });
    expect([versions(), readFileSync(image, 'utf8')]).toEqual([['old'], script('old')]);
    feed.offer(newer);
    expect(JSON.parse(await update())).toMatchObject({ kind: 'ready', version: '9.9.9' });
    const ended = app === undefined ? undefined : once(app, 'exit');
    await update('--install');
    await ended;
    await until(() => versions().length === 2);
    expect([versions(), readFileSync(image, 'utf8')]).toEqual([['old', 'new'], script('new')]);
    expect(await until(() => kept(TOKENKEEP))).toEqual(names);
    // It is no child of this test.
    const { pid } = JSON.parse(readFileSync(path.join(home, 'vault.lock'), 'utf8')) as { readonly pid: number };
    process.kill(pid, 'SIGTERM');
    await until(() => !existsSync(`/proc/${pid}`));
    await feed.close();
  });

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

  test('has the pages that were built, and no library as its developers want it', async () => {
    const { listPackage } = await import('@electron/asar');
    const archive = path.join(repository, 'dist/linux-unpacked/resources/app.asar');
    const [pages, built] = [path.join('/', 'out', 'renderer', 'assets'), 'out/renderer/assets'];
    const packed = listPackage(archive, { isPack: false }).filter((each) => path.dirname(each) === pages);
    expect(packed.map((each) => path.basename(each)).sort()).toEqual(readdirSync(path.join(repository, built)).sort());
    expect(packed.filter((each) => /jsx-dev/.test(each))).toEqual([]);
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
