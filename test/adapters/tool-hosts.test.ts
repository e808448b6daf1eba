import { describe, expect, test } from 'vitest';
import { createToolHosts } from '../../main/adapters/tool-hosts.ts';

const HOME = '/home/me';
const hosts = (says: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) =>
  createToolHosts({
    ask: async (key) => says[key],
    read: async (file) => files[file.replaceAll('\\', '/')],
    home: HOME,
  }).find('npm');

describe('where npm is set up to look', () => {
  test('is what npm itself says, then the registries of scopes', async () => {
    const file = '@acme:registry=https://npm.acme.example/\n; a note\n//npm.acme.example/:_authToken=npm_x\n';
    const says = { registry: 'https://registry.example.test/', userconfig: '/etc/mine' };
    expect(await hosts(says, { '/etc/mine': file })).toEqual([
      'https://registry.example.test',
      'https://npm.acme.example',
    ]);
  });

  test('keeps a path, and drops a user name, another scheme and what stands for something in the environment', async () => {
    const file = '@a:registry=https://me:x@a.example/\n@b:registry=file:///tmp\n@c:registry=https://${HOST}/\n';
    const says = { registry: 'https://art.example.test/api/npm/npm/' };
    expect(await hosts(says, { [`${HOME}/.npmrc`]: file })).toEqual(['https://art.example.test/api/npm/npm']);
  });

  test('is its own file where npm is not there, and nothing where neither is', async () => {
    expect(await hosts({}, { [`${HOME}/.npmrc`]: 'registry = https://mirror.example.test/npm/\n' })).toEqual([
      'https://mirror.example.test/npm',
    ]);
    expect(await hosts({})).toEqual([]);
  });

  test('is asked of the npm of this machine', async () => {
    const found = await createToolHosts().find('npm');
    expect(found.every((host) => /^https?:\/\/[^/]/.test(host) && !host.endsWith('/'))).toBe(true);
  });
});
