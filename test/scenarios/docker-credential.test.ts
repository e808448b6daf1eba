import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startLab, tk, type Lab } from '../support/lab-driver.ts';

const HUB = 'https://index.docker.io/v1/';
const NOT_FOUND = 'credentials not found in native keychain\n';

const docker = (lab: Lab, action: string, input = '', env = {}) =>
  tk(lab.home, ['docker-credential', action], input, env);
const store = (lab: Lab, server: string, user: string, secret: string) =>
  docker(lab, 'store', JSON.stringify({ ServerURL: server, Username: user, Secret: secret }));

describe('get', () => {
  test('answers one line of JSON, whatever ends the question', async () => {
    const lab = await startLab();
    await store(lab, HUB, 'u1', 'S1');
    for (const end of ['', '\n', '\r\n']) {
      expect(await docker(lab, 'get', `${HUB}${end}`)).toEqual({
        status: 0,
        stderr: '',
        stdout: `{"ServerURL":"${HUB}","Username":"u1","Secret":"S1"}\n`,
      });
    }
  });

  test('says docker’s own words where nothing is kept, in every language', async () => {
    const lab = await startLab();
    for (const LANG of ['de_DE.UTF-8', 'ja_JP.UTF-8', 'C']) {
      const ran = await docker(lab, 'get', HUB, { LANG, LC_ALL: LANG, LANGUAGE: LANG });
      expect(ran).toEqual({ status: 1, stdout: NOT_FOUND, stderr: '' });
      expect(Buffer.byteLength(ran.stdout)).toBe(41);
    }
  });

  test('says something else, and soon, where the keychain is locked', async () => {
    const lab = await startLab();
    await store(lab, HUB, 'u1', 'S1');
    await lab.send({ keyring: 'locked' });
    const begun = performance.now();
    const ran = await docker(lab, 'get', HUB);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('locked');
    await lab.send({ keyring: 'hang' });
    const again = performance.now();
    const hung = await docker(lab, 'get', HUB);
    expect(performance.now() - again).toBeLessThan(5500);
    expect([hung.status, hung.stdout === NOT_FOUND]).toEqual([1, false]);
  });

  test('keeps registries apart by host and port', async () => {
    const lab = await startLab();
    await store(lab, 'registry.test:5000', 'u5000', 'S5000');
    expect((await docker(lab, 'get', 'registry.test')).stdout).toBe(NOT_FOUND);
    expect((await docker(lab, 'get', 'https://registry.test/v2/')).stdout).toBe(NOT_FOUND);
    expect((await docker(lab, 'get', 'http://registry.test:5000')).stdout).toBe(NOT_FOUND);
    await store(lab, 'registry.test', 'u', 'S');
    await store(lab, 'https://registry.test/v2/', 'uv2', 'Sv2');
    const secretAt = async (server: string) => JSON.parse((await docker(lab, 'get', server)).stdout).Secret as string;
    expect([
      await secretAt('registry.test'),
      await secretAt('registry.test:5000'),
      await secretAt('https://registry.test/v2/'),
    ]).toEqual(['S', 'S5000', 'Sv2']);
  });
});

test('list tells servers and users, and of an empty vault nothing', async () => {
  const lab = await startLab();
  expect((await docker(lab, 'list')).stdout).toBe('{}\n');
  await store(lab, HUB, 'u1', 'S1');
  expect((await docker(lab, 'list')).stdout).toBe(`{"${HUB}":"u1"}\n`);
});

test('erase takes away what was stored for that registry, and nothing else', async () => {
  const lab = await startLab();
  await store(lab, HUB, 'u1', 'S1');
  const missing = await docker(lab, 'erase', 'registry.test');
  expect(missing).toEqual({ status: 0, stdout: '', stderr: '' });
  expect((await docker(lab, 'get', HUB)).status).toBe(0);
  await docker(lab, 'erase', HUB);
  expect((await docker(lab, 'get', HUB)).stdout).toBe(NOT_FOUND);
  expect((await lab.get('list', {})).tokens).toEqual([]);
});

test('store gives back the same bytes, and the newest for each registry', async () => {
  const lab = await startLab();
  const jwt = randomBytes(8000).toString('base64url').slice(0, 9757);
  for (const secret of ['with "quotes" and \\ and é', jwt]) {
    await store(lab, HUB, '<token>', secret);
    expect(JSON.parse((await docker(lab, 'get', HUB)).stdout)).toEqual({
      ServerURL: HUB,
      Username: '<token>',
      Secret: secret,
    });
  }
  await store(lab, HUB, 'another', 'S3');
  expect((await docker(lab, 'list')).stdout).toBe(`{"${HUB}":"another"}\n`);
});

test('says what is missing, as docker’s helpers do', async () => {
  const lab = await startLab();
  for (const [action, input, said] of [
    ['get', '', 'no credentials server URL\n'],
    ['store', '{"ServerURL":"","Username":"u","Secret":"s"}', 'no credentials server URL\n'],
    ['store', `{"ServerURL":"${HUB}","Username":"","Secret":"s"}`, 'no credentials username\n'],
    ['erase', '\n', 'no credentials server URL\n'],
  ] as const) {
    expect(await docker(lab, action, input)).toEqual({ status: 1, stdout: said, stderr: '' });
  }
});
