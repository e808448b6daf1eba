import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { freshHome, startLab, tk } from '../support/lab-driver.ts';

const run = promisify(execFile);
const tokenkeep = path.resolve('out/tokenkeep');

/** A vault with two tokens, and a PATH on which this program is. */
async function aShell() {
  const [lab, folder] = [await startLab(), freshHome()];
  for (const label of ['deploy', 'de ploy 2']) {
    const pasted = { kind: 'value', text: `not-a-value-${label.length}` } as const;
    await lab.get('add', { label, pasted, provider: 'other' });
  }
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(tokenkeep, path.join(folder, 'bin', 'tokenkeep'));
  const searched = [path.join(folder, 'bin'), path.dirname(process.execPath), process.env['PATH']].join(':');
  const env = { ...process.env, PATH: searched, TOKENKEEP_HOME: lab.home, HOME: folder };
  const script = async (shell: string) => (await tk(lab.home, ['completions', shell])).stdout;
  const words = async (...typed: string[]) =>
    (await tk(lab.home, ['complete', '--', ...typed])).stdout.split('\n').slice(0, -1);
  return { lab, folder, env, script, words };
}

const texts = (lines: readonly string[]): readonly string[] => lines.map((line) => line.split('\t')[0] ?? '');

describe('what is typed is completed', () => {
  test('from the table of commands, and from the names of tokens', async () => {
    const { words } = await aShell();
    expect(texts(await words('git'))).toEqual(['git-credential']);
    expect(await words('li')).toEqual(['list\twhat is kept and how it stands, worst first']);
    expect(texts(await words('git-credential', ''))).toEqual(['get', 'store', 'erase']);
    expect(texts(await words('get', 'd')).toSorted()).toEqual(['de ploy 2', 'deploy']);
    expect(await words('get', 'deploy', '--mi')).toEqual(['--min-life\trefresh it first if less than this is left']);
    expect(texts(await words('exec', '-e', 'T=dep'))).toEqual(['T=deploy']);
    expect(await words('exec', '-e', 'T=deploy', '--', 'ls', '')).toEqual([':files']);
    expect(texts(await words('edit', 'deploy', '--policy', ''))).toEqual(['ask', 'open', 'deny']);
    expect(await words('inject', '-i', '')).toEqual([':files']);
    expect(texts(await words('--json', 'agen'))).toEqual(['agent']);
    expect(texts(await words(''))).not.toContain('complete');
  });

  test('by bash', async () => {
    const { env, script, folder } = await aShell();
    const file = path.join(folder, 'completion');
    const ask = `source ${file}; COMP_WORDS=(tokenkeep get d); COMP_CWORD=2; _tokenkeep; printf '%s\\n' "\${COMPREPLY[@]}"`;
    writeFileSync(file, await script('bash'));
    const { stdout } = await run('bash', ['--norc', '-ec', ask], { env });
    expect(stdout.split('\n').toSorted().join()).toBe(',de\\ ploy\\ 2,deploy');
  });

  test('by zsh', async () => {
    const { env, script, folder } = await aShell();
    const file = path.join(folder, '_tokenkeep');
    writeFileSync(file, await script('zsh'));
    const ask = `compdef() { : }; _describe() { print -l -- "\${(@P)2}" }; source ${file}; words=(tokenkeep get d); CURRENT=3; _tokenkeep`;
    const { stdout } = await run('zsh', ['-fc', ask], { env });
    expect(stdout.trim().split('\n').toSorted()).toEqual(['de ploy 2:other', 'deploy:other']);
  });

  test('by fish', async () => {
    const { env, script, folder } = await aShell();
    const file = path.join(folder, 'tokenkeep.fish');
    writeFileSync(file, await script('fish'));
    const { stdout } = await run('fish', ['--no-config', '-c', `source ${file}; complete -C 'tokenkeep get dep'`], {
      env,
    });
    expect(stdout).toBe('deploy\tother\n');
  });

  test('by no shell that is not known', async () => {
    const { lab } = await aShell();
    const ran = await tk(lab.home, ['completions', 'tcsh']);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
  });
});

test('the manual page has every command and option that the help has, and is well formed', async () => {
  const home = freshHome();
  const { stdout: page } = await tk(home, ['manual']);
  const help = (await tk(home, ['--help'])).stdout;
  const commands = [...help.matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name = '']) => name);
  expect(commands.length).toBeGreaterThan(20);
  for (const name of commands.filter((one) => one !== 'help')) {
    expect(page).toMatch(new RegExp(`^\\.SS "${name.replaceAll('-', String.raw`\\-`)}[" ]`, 'm'));
  }
  const file = path.join(home, 'tokenkeep.1');
  writeFileSync(file, page);
  const { stdout, stderr } = await run('groff', ['-man', '-Tutf8', '-P-cbou', '-wall', file]);
  expect(stderr).toBe('');
  expect(stdout).toContain('EXIT STATUS');
  expect(stdout).toMatch(/--min-life/);
});
