import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeOf, prepareHome } from '../../../main/adapters/home.ts';
import { homeFolder } from '../../../shared/home.ts';
import { aHome, modeOf } from './home-folder.ts';

const linux = { platform: 'linux', env: {}, homedir: '/home/ann' };

test('the home is what --home says, else the environment, else the platform’s place', () => {
  const env = { TOKENKEEP_HOME: '/env', XDG_DATA_HOME: '/data' };
  expect(homeFolder({ ...linux, env, flag: '/flag' })).toBe('/flag');
  expect(homeFolder({ ...linux, env })).toBe('/env');
  expect(homeFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/tokenkeep');
  expect(homeFolder(linux)).toBe('/home/ann/.local/share/tokenkeep');
});

test('an empty or relative setting of the environment counts as none', () => {
  expect(homeFolder({ ...linux, env: { TOKENKEEP_HOME: '', XDG_DATA_HOME: 'data' } })).toBe(
    '/home/ann/.local/share/tokenkeep',
  );
});

test('macOS and Windows have their own places', () => {
  expect(homeFolder({ platform: 'darwin', env: {}, homedir: '/Users/ann' })).toBe(
    '/Users/ann/Library/Application Support/Tokenkeep',
  );
  expect(homeFolder({ platform: 'win32', env: { APPDATA: 'C:\\Data' }, homedir: 'C:\\ann' })).toBe(
    'C:\\Data\\Tokenkeep',
  );
  expect(homeFolder({ platform: 'win32', env: {}, homedir: 'C:\\ann' })).toBe('C:\\ann\\AppData\\Roaming\\Tokenkeep');
});

test('a relative --home is taken from the working folder', () => {
  expect(homeOf('here')).toBe(join(process.cwd(), 'here'));
});

test('a home that is made is its owner’s alone, and one that cannot be made is a failure', () => {
  const folder = join(aHome(), 'home');
  expect(prepareHome(folder)).toMatchObject({ ok: true, value: { folder, lock: join(folder, 'vault.lock') } });
  expect(modeOf(folder)).toBe('700');
  writeFileSync(join(folder, 'file'), '');
  expect(prepareHome(join(folder, 'file', 'below'))).toMatchObject({
    ok: false,
    failure: { code: 'file-unwritable', reason: 'ENOTDIR' },
  });
});
