import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { searchFor } from '../support/canary-search.ts';
import { githubToken, homeOfTest, startAgent, tokenkeepAt, type How, type Ran } from './run-tokenkeep.ts';

const T = githubToken(4);
const RIGHT = 'correct horse battery staple';
/** A machine with no bus and no desktop, such as a server. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere', DISPLAY: '', WAYLAND_DISPLAY: '' };

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The agent that was left behind to hold the key is named in a hint. */
function endWithTest({ stderr }: Ran): void {
  const pid = Number(/as process (\d+)/.exec(stderr)?.[1]);
  expect(pid).toBeGreaterThan(1);
  onTestFinished(async () => {
    process.kill(pid);
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), 10_000);
  });
}

test('with no keychain a person may choose a passphrase vault: it keeps, lends, locks, and lets nothing lie about', async () => {
  const home = homeOfTest();
  const at = (args: readonly string[], how: How = {}) => tokenkeepAt(home)(args, { ...how, env: NO_KEYCHAIN });
  const add = await at(['add', 'mine', '--provider', 'other'], { stdin: T });
  expect(add).toMatchObject({ status: 6, stderr: expect.stringContaining('tokenkeep passphrase vault') });
  expect(existsSync(path.join(home, 'values.json'))).toBe(false);

  const begun = await at(['passphrase', 'vault'], { stdin: `${RIGHT}\n` });
  endWithTest(begun);
  expect(begun).toMatchObject({ status: 0, stdout: expect.stringContaining('passphrase vault') });
  expect((await at(['add', 'mine', '--provider', 'other'], { stdin: T })).status).toBe(0);
  expect(await at(['get', 'mine'])).toEqual({ status: 0, stdout: `${T}\n`, stderr: '' });
  expect((await at(['doctor'])).stdout).toMatch(/^poor {2}keyring +passphrase vault$/m);

  expect((await at(['lock'])).status).toBe(0);
  const helper = { stdin: 'https://index.docker.io/v1/' };
  const refusals = await Promise.all([
    at(['get', 'mine']),
    at(['exec', '-e', 'A=mine', '--', 'true']),
    at(['inject'], { stdin: '{{ tokenkeep:mine }}' }),
    at(['git-credential', 'get'], { stdin: 'protocol=https\nhost=github.com\n\n' }),
    at(['docker-credential', 'get'], helper),
  ]);
  expect(refusals.map(({ status }) => status)).toEqual([5, 5, 5, 5, 1]);
  for (const { stdout, stderr } of refusals) expect(stdout + stderr).toMatch(/Tokenkeep is locked/);
  expect(await at(['list'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('mine'),
    stderr: expect.stringMatching(/Tokenkeep is locked[^]*passphrase vault/),
  });
  expect(await at(['unlock'], { stdin: 'something else altogether\n' })).toMatchObject({ status: 5, stdout: '' });
  expect(await at(['unlock'], { stdin: `${RIGHT}\n` })).toMatchObject({
    status: 5,
    stderr: expect.stringContaining('was not looked at'),
  });

  const search = searchFor([T, RIGHT]);
  for (const file of filesIn(home)) search.look(path.relative(home, file), readFileSync(file));
  expect(search.found).toEqual([]);
});

test('before a keychain a passphrase locks the vault, over the end of every process', async () => {
  const home = homeOfTest();
  const tokenkeep = tokenkeepAt(home);
  await tokenkeep(['add', 'mine', '--provider', 'other'], { stdin: T });
  expect(await tokenkeep(['lock'])).toMatchObject({ status: 4, stderr: expect.stringContaining('passphrase set') });
  expect((await tokenkeep(['passphrase', 'set'], { stdin: `${RIGHT}\n` })).status).toBe(0);
  expect((await tokenkeep(['lock'])).status).toBe(0);
  expect(await tokenkeep(['get', 'mine'])).toMatchObject({ status: 5, stdout: '' });
  const agent = await startAgent(home);
  onTestFinished(agent.stop);
  expect(await tokenkeep(['get', 'mine'])).toMatchObject({ status: 5, stdout: '' });
  expect((await tokenkeep(['unlock'], { stdin: `${RIGHT}\n` })).stdout).toBe('Unlocked.\n');
  expect(await tokenkeep(['get', 'mine'])).toMatchObject({ status: 0, stdout: `${T}\n` });
});
