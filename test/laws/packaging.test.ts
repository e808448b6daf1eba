import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const at = (...names: readonly string[]): string => path.join(root, ...names);

interface Packaging {
  readonly linux: { readonly target: readonly string[] };
  readonly deb: { readonly fpm: readonly string[] };
  readonly mac: { readonly target: readonly { readonly target: string; readonly arch: string }[] };
  readonly win: { readonly target: readonly string[] };
}
const config = parse(readFileSync(at('electron-builder.yml'), 'utf8'), { merge: true }) as Packaging;

/** The packager's own, which it asks before it packs anything. */
async function validate(of: unknown): Promise<void> {
  const packager = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { validateConfiguration } = packager('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration(config: unknown, debug: unknown): Promise<void>;
  };
  await validateConfiguration(of, { isEnabled: false, add: () => undefined });
}

test('every package that is named is one that the packager knows, set up as it wants it', async () => {
  await validate(config);
  await expect(validate({ ...config, nsis: { oneKlick: true } })).rejects.toThrow('configuration.nsis');
  expect([
    config.linux.target,
    config.mac.target.map(({ target, arch }) => `${target} ${arch}`),
    config.win.target,
  ]).toEqual([
    ['deb', 'rpm', 'AppImage', 'tar.gz'],
    ['dmg universal', 'zip universal'],
    ['nsis', 'portable'],
  ]);
});

test('what a package lays beside the app is there, or made by the build', () => {
  const sources = config.deb.fpm.map((file) => file.split('=')[0] ?? '');
  expect(sources.filter((file) => !file.startsWith('out/') && !existsSync(at(file)))).toEqual([]);
});

test('the desktop and the software centre take what they are told', async () => {
  expect((await run('desktop-file-validate', ['--no-hints', at('build/linux/tokenkeep.desktop')])).stdout).toBe('');
  await run('appstreamcli', ['validate', '--no-net', at('build/linux/tokenkeep.metainfo.xml')]);
});
