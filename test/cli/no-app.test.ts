import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startPrivateKeyring } from '../keyring/private-keyring.ts';
import { socketPlace } from '../../shared/socket.ts';
import { githubToken, homeOfTest, startAgent, tokenkeepAt, TOKENKEEP } from './run-tokenkeep.ts';

const add = ['add', 'mine', '--provider', 'other', '--expires', 'never', '--owner', 'me'];
const T = githubToken(0);

describe('with no app running', () => {
  test('each command opens the vault, does its one thing, and leaves no process and no lock', async () => {
    const home = homeOfTest();
    const tokenkeep = tokenkeepAt(home);
    expect(await tokenkeep(['list'])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining('nothing is kept yet'),
    });
    expect((await tokenkeep(add, { stdin: T })).status).toBe(0);
    expect(await tokenkeep(['get', 'mine'])).toEqual({ status: 0, stdout: `${T}\n`, stderr: '' });
    expect(readdirSync(home).filter((name) => name.includes('lock'))).toEqual([]);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect((await tokenkeep(['forget', 'mine'])).status).toBe(0);
  });

  test('many at once wait for each other', async () => {
    const home = homeOfTest();
    const tokenkeep = tokenkeepAt(home);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = await Promise.all(names.map((name) => tokenkeep(['add', name, '--provider', 'other'], { stdin: T })));
    expect(all.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
    expect(JSON.parse((await tokenkeep(['list', '--json'])).stdout)).toHaveLength(5);
  });

  test('the lock and the socket that a killed process left are in nobody’s way', async () => {
    const home = homeOfTest();
    const tokenkeep = tokenkeepAt(home);
    const agent = await startAgent(home);
    await tokenkeep(add, { stdin: T });
    agent.child.kill('SIGKILL');
    await once(agent.child, 'exit');
    expect(existsSync(path.join(home, 'run', 'agent.sock'))).toBe(true);
    expect((await tokenkeep(['get', 'mine'])).stdout).toBe(`${T}\n`);
    const next = await startAgent(home);
    onTestFinished(next.stop);
    expect((await tokenkeep(['get', 'mine'])).stdout).toBe(`${T}\n`);
  });

  test('a home that cannot be written is named', async () => {
    const home = homeOfTest();
    writeFileSync(path.join(home, 'file'), '');
    const ran = await tokenkeepAt(path.join(home, 'file'))(['list']);
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toContain('cannot be written');
  });
});

describe('the agent', () => {
  test('starts behind, once, and ends by a signal with nothing left over', async () => {
    const home = homeOfTest();
    const tokenkeep = tokenkeepAt(home);
    const { pid, socket } = JSON.parse((await tokenkeep(['agent', '--json'])).stdout) as {
      pid: number;
      socket: string;
    };
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
    expect(await tokenkeep(['agent'])).toMatchObject({ status: 0, stderr: expect.stringContaining('served already') });
    process.kill(pid, 'SIGTERM');
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
    expect(existsSync(socket)).toBe(false);
    expect(readdirSync(home).filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('leaves when an app asks it to', async () => {
    const home = homeOfTest();
    const agent = await startAgent(home);
    const place = socketPlace(home, process.platform, process.getuid?.(), tmpdir());
    const { connect } = await import('node:net');
    const socket = connect(place.path);
    const actor = { pid: 1, program: 'test', folder: '/', interactive: false };
    socket.write(`${JSON.stringify({ v: 1, command: 'leave', input: { as: 'app' }, actor })}\n`);
    const [said] = (await once(socket, 'data')) as [Buffer];
    expect(JSON.parse(String(said))).toEqual({ ok: true, value: { leaving: true } });
    await once(agent.child, 'exit');
    expect(agent.child.exitCode).toBe(0);
  });

  test('serves a home whose path is too long for a socket', async () => {
    const home = path.join(homeOfTest(), 'x'.repeat(150));
    const agent = await startAgent(home);
    onTestFinished(async () => {
      await agent.stop();
      const { folder } = socketPlace(home, process.platform, process.getuid?.(), tmpdir());
      rmSync(folder, { recursive: true });
    });
    expect(agent.said).toContain(`${tmpdir()}/tokenkeep-`);
    expect((await tokenkeepAt(home)(add, { stdin: T })).status).toBe(0);
    expect(readFileSync(path.join(home, 'catalog.json'), 'utf8')).toContain('mine');
  });

  test('is not trusted in a folder that others may write to', async () => {
    const home = homeOfTest();
    mkdirSync(path.join(home, 'run'), { mode: 0o777 });
    spawn('chmod', ['777', path.join(home, 'run')]);
    await expect.poll(() => statSync(path.join(home, 'run')).mode & 0o777).toBe(0o777);
    const ran = await tokenkeepAt(home)(add, { stdin: T });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toContain('it belongs to another user');
  });

  test('that cannot listen says why', async () => {
    const home = homeOfTest();
    mkdirSync(path.join(home, 'run'), { mode: 0o700 });
    writeFileSync(path.join(home, 'run', 'agent.sock'), 'mine');
    const ran = await tokenkeepAt(home)(['agent', '--foreground']);
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toContain('something else has that name');
    expect(readFileSync(path.join(home, 'run', 'agent.sock'), 'utf8')).toBe('mine');
  });
});

describe('a keyring in trouble has its own exit status, and names are listed all the same', () => {
  test('locked, hanging, absent, and well again', async () => {
    const keyring = await startPrivateKeyring({ service: 'open' });
    onTestFinished(keyring.stop);
    const home = homeOfTest();
    const tokenkeep = tokenkeepAt(home);
    const at = (args: readonly string[], stdin = '') => tokenkeep(args, { env: keyring.env, stdin });
    expect((await at(add, T)).status).toBe(0);

    await keyring.lock();
    expect(await at(['get', 'mine'])).toMatchObject({
      status: 5,
      stdout: '',
      stderr: expect.stringContaining('error: the keyring is locked'),
    });
    expect(await at(add.with(1, 'other'), T)).toMatchObject({ status: 5, stdout: '' });
    expect(await at(['list'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('mine'),
      stderr: expect.stringContaining('warning: the keyring is locked'),
    });
    await keyring.unlock();
    expect(await at(['get', 'mine'])).toMatchObject({ status: 0, stdout: `${T}\n` });

    keyring.freeze();
    expect(await at(['get', 'mine'])).toMatchObject({
      status: 6,
      stdout: '',
      stderr: expect.stringContaining('did not answer'),
    });
    expect(await at(['list'])).toMatchObject({ status: 0, stdout: expect.stringContaining('mine') });
    keyring.thaw();

    await keyring.stopService();
    expect(await at(['get', 'mine'])).toMatchObject({
      status: 6,
      stdout: '',
      stderr: expect.stringContaining('no program offers the Secret Service'),
    });
    expect(await at(['list'])).toMatchObject({ status: 0, stdout: expect.stringContaining('mine') });
  });
});

test('a foreground agent that is asked for nothing prints where it listens and ends well', async () => {
  const home = homeOfTest();
  const child = spawn(TOKENKEEP, ['agent', '--foreground', '--json'], {
    env: { ...process.env, TOKENKEEP_HOME: home },
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(JSON.parse(String(said))).toEqual({ ready: true, socket: path.join(home, 'run', 'agent.sock') });
  child.kill('SIGINT');
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
});
