import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { formsIn, freshCanary, processesNow } from '../support/canary.ts';
import { freshHome, startLab, tk, type Lab } from '../support/lab-driver.ts';

const TOKENKEEP = path.resolve('out/tokenkeep');
const HARD = `pa$$w0rd #x 'y' "z" \\n %PATH% !x!\né`;
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const execArgs = (lab: Lab, args: readonly string[]): string[] => [TOKENKEEP, '--home', lab.home, 'exec', ...args];

async function aLab(value: string) {
  const lab = await startLab();
  const pasted = { kind: 'value', text: value, exact: true } as const;
  await lab.get('add', { label: 'deploy', pasted, provider: 'other', expires: 'never' });
  return lab;
}

/** A command under `exec`, its input and output in our hands. */
function start(lab: Lab, args: readonly string[]) {
  const child = spawn(process.execPath, execArgs(lab, args), { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => (text += String(part)));
  const said = async (what: string): Promise<void> => {
    while (!text.includes(what)) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  };
  return { child, said, text: () => text };
}

/** The same as a job of a shell: a group that no shell watches is not stopped by its terminal's word. */
const AS_JOB = 'set -m; "$@" & echo "job $!"; while kill -0 $! 2>/dev/null; do wait $!; status=$?; done; exit $status';

function startAsJob(lab: Lab, args: readonly string[]) {
  const shell = spawn('bash', ['-c', AS_JOB, 'bash', process.execPath, ...execArgs(lab, args)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  shell.stdout.on('data', (part) => (text += String(part)));
  const said = async (what: RegExp): Promise<number> => {
    while (!what.test(text)) await Promise.race([once(shell.stdout, 'data'), once(shell, 'exit')]);
    return Number(what.exec(text)?.[1]);
  };
  return { shell, said };
}

/** The same at a terminal of the kernel's own. */
function atTerminal(lab: Lab, args: string) {
  const command = `exec ${process.execPath} ${TOKENKEEP} --home ${lab.home} exec ${args}`;
  const shell = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, SHELL: '/bin/sh' } });
  let screen = '';
  shell.stdout.on('data', (part) => (screen += String(part)));
  const said = async (what: RegExp): Promise<void> => {
    while (!what.test(screen)) await once(shell.stdout, 'data');
  };
  return { shell, screen: () => screen, said };
}

/** Says each signal that it hears, and ends on USR1. */
const LISTENER = `
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH']) process.on(name, () => console.log('heard ' + name));
process.on('SIGUSR1', () => process.exit(7));
setInterval(() => undefined, 1000);
console.log('ready ' + process.pid);`;

describe('exec', () => {
  test('ends as the command ends', async () => {
    const lab = await aLab(HARD);
    for (const code of [0, 1, 42, 255]) {
      expect((await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'sh', '-c', `exit ${code}`])).status).toBe(code);
    }
    expect((await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'sh', '-c', 'kill -TERM $$'])).status).toBe(143);
    const missing = await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'no-such-program']);
    expect([missing.status, missing.stderr]).toEqual([
      127,
      'tokenkeep: error: there is no such program: no-such-program\n',
    ]);
    const plain = path.join(lab.home, 'plain.txt');
    writeFileSync(plain, 'no program');
    expect((await tk(lab.home, ['exec', '-e', 'T=deploy', '--', plain])).status).toBe(126);
    expect((await tk(lab.home, ['exec', '-e', 'T=deploy', '--', lab.home])).status).toBe(127);
  });

  test('gives the command the very bytes, and nothing else of the vault', async () => {
    const lab = await aLab(HARD);
    const other = freshCanary('other');
    await lab.get('add', { label: 'other', pasted: { kind: 'value', text: other }, provider: 'other' });
    const ran = await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'printenv', '-0', 'T']);
    expect(sha256(ran.stdout.replace(/\0$/, ''))).toBe(sha256(HARD));
    const whole = await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'env', '-0']);
    expect(formsIn(whole.stdout, other)).toEqual([]);
    const own = new Set(Object.keys(process.env));
    const added = whole.stdout.split('\0').map((entry) => entry.split('=')[0] ?? '');
    expect(added.filter((name) => name !== '' && !own.has(name))).toEqual(['T']);
  });

  test('hands on each signal once', { timeout: 120_000 }, async () => {
    const lab = await aLab(HARD);
    const { child, said, text } = start(lab, ['-e', 'T=deploy', '--', process.execPath, '-e', LISTENER]);
    await said('ready');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH'] as const) {
      child.kill(signal);
      await said(`heard ${signal}`);
    }
    child.kill('SIGUSR1');
    await once(child, 'close');
    expect(child.exitCode).toBe(7);
    expect(text().match(/heard \w+/g)).toEqual(['heard SIGINT', 'heard SIGTERM', 'heard SIGHUP', 'heard SIGWINCH']);
  });

  test('stops and goes on with the command', { timeout: 120_000 }, async () => {
    const lab = await aLab(HARD);
    const { shell, said } = startAsJob(lab, ['-e', 'T=deploy', '--', process.execPath, '-e', LISTENER]);
    const [outer, inner] = [await said(/job (\d+)\n/), await said(/ready (\d+)\n/)];
    const stateOf = (pid: number) => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    const until = async (holds: () => boolean) => {
      while (!holds()) await pause(20);
    };
    process.kill(outer, 'SIGTSTP');
    await until(() => stateOf(inner) === 'T' && stateOf(outer) === 'T');
    process.kill(outer, 'SIGCONT');
    await until(() => stateOf(inner) !== 'T' && stateOf(outer) !== 'T');
    process.kill(outer, 'SIGUSR1');
    await once(shell, 'close');
    expect(shell.exitCode).toBe(7);
  });

  test('leaves ten megabytes of input as they are', async () => {
    const lab = await aLab(HARD);
    const input = randomBytes(10_000_000);
    const ran = await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'sha256sum'], input);
    expect(ran.stdout.slice(0, 64)).toBe(sha256(input));
  });

  test('leaves the command its terminal, masked or not', async () => {
    const lab = await aLab('not-a-value-0000');
    const asks = 'test -t 0 && test -t 1 && test -t 2 && echo three terminals';
    for (const options of ['', '--mask ']) {
      const { shell, screen } = atTerminal(lab, `-e T=deploy ${options}-- sh -c '${asks}; echo "<$T>"; exit 3'`);
      await once(shell, 'close');
      expect(screen()).toContain('three terminals');
      expect(screen()).toContain(options === '' ? '<not-a-value-0000>' : '<***>');
      expect(shell.exitCode).toBe(3);
    }
  });

  test('lets Ctrl-C at a terminal reach the command once', { timeout: 120_000 }, async () => {
    const lab = await aLab('not-a-value-0000');
    const listener = path.join(lab.home, 'listener.cjs');
    writeFileSync(listener, LISTENER);
    for (const options of ['', '--mask ']) {
      const { shell, screen, said } = atTerminal(lab, `-e T=deploy ${options}-- ${process.execPath} ${listener}`);
      await said(/ready \d+/);
      shell.stdin.write('\u0003');
      await said(/heard SIGINT/);
      process.kill(Number(/ready (\d+)/.exec(screen())?.[1]), 'SIGUSR1');
      await once(shell, 'close');
      expect(screen().match(/heard SIGINT/g)).toHaveLength(1);
      expect(shell.exitCode).toBe(7);
    }
  });

  test(
    'masks what is printed in two writes, wherever it is cut, and leaves the rest',
    { timeout: 120_000 },
    async () => {
      const value = `not-a-value-${'0'.repeat(12)}`;
      const lab = await aLab(value);
      const program = `
const value = process.env.T;
const pieces = [...value].map((_, at) => ['<', value.slice(0, at + 1), value.slice(at + 1), '>', Buffer.from(value).toString('base64'), '\\n']).flat();
(async () => { for (const piece of pieces) await new Promise((done) => process.stdout.write(piece, () => setTimeout(done, 3))); })();`;
      const ran = await tk(lab.home, ['exec', '-e', 'T=deploy', '--mask', '--', process.execPath, '-e', program]);
      expect(ran.stdout).toBe('<***>***\n'.repeat(value.length));
      expect(formsIn(ran.stdout, value)).toEqual([]);
    },
  );

  test('shows the value in no argument, and in no environment but the command’s', { timeout: 120_000 }, async () => {
    const value = freshCanary('exec');
    const lab = await aLab(value);
    const { child, said } = start(lab, ['-e', 'T=deploy', '--', process.execPath, '-e', LISTENER]);
    await said('ready');
    const places = [...processesNow()].filter(([, bytes]) => formsIn(bytes, value).length > 0).map(([place]) => place);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatch(/environ$/);
    expect(places[0]).not.toContain(`/${child.pid}/`);
    child.kill('SIGUSR1');
    await once(child, 'close');
  });

  test('does not start the command for a token that is not there, or is locked up', async () => {
    const lab = await aLab(HARD);
    const mark = path.join(lab.home, 'started');
    const unknown = await tk(lab.home, ['exec', '-e', 'T=nobody', '--', 'touch', mark]);
    expect(unknown.status).toBe(3);
    await lab.send({ keyring: 'locked' });
    const locked = await tk(lab.home, ['exec', '-e', 'T=deploy', '--', 'touch', mark]);
    expect(locked.status).toBe(5);
    expect(existsSync(mark)).toBe(false);
  });

  test('keeps a file of the user’s alone while the command runs, and nothing after it', async () => {
    const lab = await aLab('not-a-value-0000');
    const file = path.join(freshHome(), 'value');
    const args = ['exec', '-e', 'T=deploy', '--refresh-file', file, '--'];
    const ran = await tk(lab.home, [...args, 'sh', '-c', 'stat -c %a "$1"; cat "$1"', 'sh', file]);
    expect(ran.stdout).toBe('600\nnot-a-value-0000');
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, 'mine');
    const refused = await tk(lab.home, [...args, 'true']);
    expect([refused.status, readFileSync(file, 'utf8')]).toEqual([2, 'mine']);
  });
});

describe('inject', () => {
  test('fills names and fields, for the user’s eyes alone', async () => {
    const lab = await startLab();
    const pasted = { kind: 'value', text: 'not-a-value-0000' } as const;
    await lab.get('add', { label: 'deploy', pasted, provider: 'other', fields: { 'client-id': 'id-0' } });
    const [template, out] = [path.join(lab.home, 'in.txt'), path.join(lab.home, 'out.txt')];
    writeFileSync(template, 'a={{ tokenkeep:deploy }}\nb={{tokenkeep:deploy/client-id}} {{ other }}\n');
    writeFileSync(out, 'before');
    chmodSync(out, 0o644);
    const ran = await tk(lab.home, ['inject', '-i', template, '-o', out]);
    expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe('a=not-a-value-0000\nb=id-0 {{ other }}\n');
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('writes nothing where it cannot fill everything', async () => {
    const lab = await aLab('not-a-value-0000');
    const out = path.join(lab.home, 'out.txt');
    for (const [template, status] of [
      ['{{ tokenkeep:deploy }} {{ tokenkeep:nobody }}', 3],
      ['{{ tokenkeep:deploy/none }}', 2],
      ['{{ tokenkeep: }}', 2],
      ['{{ tokenkeep:deploy', 2],
    ] as const) {
      const ran = await tk(lab.home, ['inject', '-o', out], template);
      expect([template, ran.status, ran.stdout, existsSync(out)]).toEqual([template, status, '', false]);
    }
  });
});
