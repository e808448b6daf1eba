import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshHome, githubToken, startAgent, tokenkeepAt, TOKENKEEP, type Agent } from './run-tokenkeep.ts';

const home = freshHome();
const tokenkeep = tokenkeepAt(home);
let agent: Agent;
beforeAll(async () => void (agent = await startAgent(home)));
afterAll(async () => {
  await agent.stop();
  rmSync(home, { recursive: true });
});

/** What to type when the screen shows something; each once, in order. */
type Script = readonly (readonly [shown: string, typed: string | ((pid: number) => void)])[];

/** A command at a real terminal (the kernel's pty, by `script`): what the screen showed, and how the shell after it found the terminal. */
async function atTerminal(command: string, typing: Script): Promise<{ screen: string; status: string; echo: string }> {
  const shell = `${command}; status=$?; stty -a | grep -o -- '-\\?\\becho\\b' | sed 's/^/echo is /'; echo "status is $status"`;
  const child = spawn('script', ['-qec', shell, '/dev/null'], {
    env: { ...process.env, TOKENKEEP_HOME: home, TERM: 'xterm', SHELL: '/bin/sh' },
  });
  let screen = '';
  const left = [...typing];
  child.stdout.on('data', (part) => {
    screen += String(part);
    const next = left[0];
    if (next === undefined || !screen.slice(screen.lastIndexOf('\u0000') + 1).includes(next[0])) return;
    left.shift();
    // Marks what was seen already, so that the same question may be waited for again.
    screen += '\u0000';
    if (typeof next[1] === 'string') child.stdin.write(next[1]);
    else next[1](promptingProcess());
  });
  await once(child, 'close');
  expect(left).toEqual([]);
  return { screen, status: /status is (\d+)/.exec(screen)?.[1] ?? '', echo: /echo is (\S+)/.exec(screen)?.[1] ?? '' };
}

/** The process of ours that prompts now: the newest that has this home and `add` among its arguments. */
function promptingProcess(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const prompting = pids.filter((pid) => {
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return args[1] === TOKENKEEP && args[2] === 'add' && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home);
    } catch {
      return false;
    }
  });
  return Number(prompting.at(-1));
}

const add = (name: string) => `${TOKENKEEP} add ${name} --provider other --expires never --owner me`;
const value = async (name: string) => (await tokenkeep(['get', name])).stdout;
const T = githubToken(3);

describe('the hidden prompt', () => {
  test('takes the value, shows nothing of it, and says what it looks like', async () => {
    const { screen, status, echo } = await atTerminal(add('typed'), [['Value of typed', `${T}\r`]]);
    expect(screen).not.toContain('333');
    expect(screen).toContain('Looks like GitHub');
    expect({ status, echo }).toEqual({ status: '0', echo: 'echo' });
    expect(await value('typed')).toBe(`${T}\n`);
  });

  test('can be corrected', async () => {
    await atTerminal(add('corrected'), [['Value of', `wrong\u0015${T}x\u007f\u001b[D\r`]]);
    expect(await value('corrected')).toBe(`${T}\n`);
  });

  test('asks about a line break in a paste, with its position, and stores nothing on a no', async () => {
    const paste = `\u001b[200~${T.slice(0, 8)}\n${T.slice(8)}\u001b[201~\r`;
    const no = await atTerminal(add('broken'), [
      ['Value of', paste],
      ['Take it out', 'n\r'],
    ]);
    expect(no.screen).toContain('a line break at position 9');
    expect(no.status).toBe('1');
    expect(await value('broken')).toBe('');
    const yes = await atTerminal(add('broken'), [
      ['Value of', paste],
      ['Take it out', 'y\r'],
    ]);
    expect(yes.status).toBe('0');
    expect(await value('broken')).toBe(`${T}\n`);
  });

  test('asks before two tokens are kept as one value', async () => {
    const { screen, status } = await atTerminal(add('two'), [
      ['Value of', `${githubToken(1)} ${githubToken(2)}\r`],
      ['as one value', '\r'],
    ]);
    expect(screen).toContain('2 different tokens');
    expect(status).toBe('1');
    expect(await value('two')).toBe('');
  });

  test('asks for each field in turn', async () => {
    const { screen } = await atTerminal(`${add('fields')} --field client-id`, [
      ['Value of', `${T}\r`],
      ['client-id of', 'id-0\r'],
    ]);
    expect(screen).not.toContain('id-0');
    expect(JSON.parse((await tokenkeep(['show', 'fields', '--json'])).stdout)).toMatchObject({ fields: ['client-id'] });
  });

  test('takes a key of many lines whole, as it is pasted', async () => {
    const key = ['-----BEGIN PRIVATE KEY-----', '0'.repeat(64), '0'.repeat(20), '-----END PRIVATE KEY-----'];
    const { screen } = await atTerminal(`${add('signer')} --field private-key`, [
      ['Value of', `${T}\r`],
      ['private-key of', `\u001b[200~${key.join('\r')}\r\u001b[201~\r`],
    ]);
    expect(screen).not.toContain('BEGIN');
    const filled = await tokenkeep(['inject'], { stdin: '{{ tokenkeep:signer/private-key }}' });
    expect(filled.stdout.trim()).toBe(key.join('\n'));
  });

  test('gives the terminal back on Ctrl-C', async () => {
    const { status, echo } = await atTerminal(add('cancelled'), [['Value of', `${T}\u0003`]]);
    expect({ status, echo }).toEqual({ status: '130', echo: 'echo' });
    expect(await value('cancelled')).toBe('');
  });

  test('gives the terminal back when it is asked to end', async () => {
    const { status, echo } = await atTerminal(add('ended'), [['Value of', (pid) => process.kill(pid, 'SIGTERM')]]);
    expect({ status, echo }).toEqual({ status: '143', echo: 'echo' });
  });
});

test('with --non-interactive a terminal is not read from', async () => {
  const { screen, status } = await atTerminal(`${add('nobody')} --non-interactive`, []);
  expect(screen).toContain('tokenkeep: error: the value is not right: it is read from standard input');
  expect(status).toBe('2');
});

test('a list fits the terminal and shows colour only where it is wanted', async () => {
  const long = 'n'.repeat(150);
  await tokenkeep(['add', long, '--provider', 'other'], { stdin: T });
  const { screen } = await atTerminal(`stty cols 60; LC_ALL=C.UTF-8 ${TOKENKEEP} list`, []);
  const lines = screen.split(/\r?\n/).filter((line) => line.includes('Not checked'));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line.replace(/\u001b\[\d+m/g, '').length).toBeLessThanOrEqual(60);
  expect(lines.join()).toContain('…');
  expect(lines.join()).toContain('\u001b[');
  const plain = await atTerminal(`NO_COLOR=1 ${TOKENKEEP} list`, []);
  expect(plain.screen).not.toContain('\u001b[');
});
