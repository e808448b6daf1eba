import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshHome, startAgent, tokenkeepAt, type Agent } from './run-tokenkeep.ts';

const home = freshHome();
const tokenkeep = tokenkeepAt(home);
let agent: Agent;
beforeAll(async () => void (agent = await startAgent(home)));
afterAll(async () => {
  await agent.stop();
  rmSync(home, { recursive: true });
});

test('settings are read and changed as a person writes them', async () => {
  expect((await tokenkeep(['settings', 'leads'])).stdout).toBe('14d,3d,1d,1h\n');
  expect((await tokenkeep(['settings', 'leads', '7d, 12h'])).stdout).toBe('leads 7d,12h\n');
  expect(JSON.parse((await tokenkeep(['settings', '--json'])).stdout)).toMatchObject({
    leads: '7d,12h',
    quietHours: 'off',
  });
  const wrong = await tokenkeep(['settings', 'clearAfter', '1y']);
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain('a duration from 5s to 10m');
  expect(await tokenkeep(['settings', 'colour'])).toMatchObject({ status: 2, stdout: '' });
});

test('the doctor names what it found', async () => {
  const findings = JSON.parse((await tokenkeep(['doctor', '--json'])).stdout);
  expect(findings).toContainEqual({
    topic: 'keyring',
    state: 'good',
    code: 'keyring-answers',
    found: 'gnome-keyring-daemon',
    meaning: '',
  });
  expect(findings).toContainEqual(expect.objectContaining({ topic: 'tray', found: 'xfce4-panel' }));
  expect((await tokenkeep(['doctor'])).stdout).toMatch(/^ok +keyring +gnome-keyring-daemon$/m);
});

test('the inbox is empty at first', async () => {
  expect(await tokenkeep(['notices'])).toEqual({ status: 0, stdout: '', stderr: '' });
  expect((await tokenkeep(['notices', '--json'])).stdout).toBe('[]\n');
});

test('copy and open need the app, and say so', async () => {
  await tokenkeep(['add', 'some', '--provider', 'other'], { stdin: '0'.repeat(20) });
  expect(await tokenkeep(['copy', 'some'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('there is no desktop'),
  });
  expect(await tokenkeep(['open'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('hint: start the Tokenkeep app'),
  });
});

test.each([
  [['--version'], 0],
  [['--help'], 0],
  [['get', '--help'], 0],
  [[], 2],
  [['lst'], 2],
  [['get'], 2],
  [['get', 'a', 'b'], 2],
  [['list', '--colour'], 2],
  [['check', 'a', '--all'], 2],
  [['audit', 'erase'], 2],
  [['audit', 'list', '--limit', '0'], 2],
  [['audit', 'list', '--since', 'tomorrow'], 2],
  [['copy', 'a', '--clear-after', 'soon'], 2],
  [['add', 'x', '--policy', 'maybe'], 2],
  [['show', 'no such token'], 3],
  [['check', 'no such token'], 3],
  [['forget', 'no such token'], 3],
])('%j ends with %i', async (args, status) => {
  const ran = await tokenkeep(args);
  expect(ran.status).toBe(status);
  const complaint = status === 0 ? '' : ran.stderr;
  expect(ran.stdout === '').toBe(status !== 0);
  expect(complaint).toMatch(
    status === 0 ? /^$/ : /^(tokenkeep: error: [a-z-].*[^.]\n(tokenkeep: hint: .*[^.]\n)*|Usage: tokenkeep .*)/,
  );
});

test('a value given as an argument is not said again', async () => {
  const canary = `ghp_${'7'.repeat(36)}`;
  for (const args of [['add', 'x', canary], [canary], ['add', 'x', `--${canary}`], ['add', 'x', '--policy', canary]]) {
    const ran = await tokenkeep(args);
    expect(ran.status).toBe(2);
    expect(ran.stdout + ran.stderr).not.toContain('777');
  }
  expect((await tokenkeep(['add', 'x', canary])).stderr).toContain('hint: a value is never an argument');
});

test('a reader that goes away is no failure', async () => {
  const ran = await tokenkeep(['doctor', '--json'], { onStart: ({ stdout }) => stdout?.destroy() });
  expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
});
