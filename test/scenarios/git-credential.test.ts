import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { REPOSITORY, startGitServer } from '../support/git-server.ts';
import { serveGithub } from '../support/issuers/github.ts';
import { firstAccess, serveClocked } from '../support/issuers/oauth-clock.ts';
import { freshHome, startLab, tk, type Lab, type Ran } from '../support/lab-driver.ts';
import { fakeValue, iso, keep } from '../support/lab-tokens.ts';

const run = promisify(execFile);
const SECOND = 1000;
const AN_HOUR_ON = 1_798_765_200;

type Said = Readonly<Record<string, string | number>>;

const spell = (said: Said): string =>
  `${Object.entries(said)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}\n`;
const helper = (lab: Lab, action: string, said: Said): Promise<Ran> =>
  tk(lab.home, ['git-credential', action], spell(said));
const github = { protocol: 'https', host: 'github.com' };
const password = (n: number): string => `not-a-password-${String(n).padStart(20, '0')}`;
const namesIn = async (lab: Lab): Promise<readonly string[]> =>
  (await lab.get('list', {})).tokens.map(({ token }) => token.label);

/** An OAuth token that ends in half a minute, and an issuer that gives new ones. */
async function anEndingToken(lab: Lab, gitServer?: string) {
  const issuer = await serveClocked();
  const fields = { 'client-id': 'git', 'refresh-token': `refresh-${'0'.repeat(32)}` };
  const facts = { provider: 'oauth2', host: issuer.base, fields, expires: iso(30 * SECOND) };
  await keep(lab, 'work', { ...facts, ...(gitServer === undefined ? {} : { git: [gitServer] }) }, firstAccess);
  return issuer;
}

describe('a token that is about to end', () => {
  test('is renewed before git is given it, by one request, and git learns when the new one ends', async () => {
    const lab = await startLab();
    const issuer = await anEndingToken(lab);
    const asked = { protocol: 'http', host: new URL(issuer.base).host };
    const got = await helper(lab, 'get', asked);
    expect(got).toEqual({
      status: 0,
      stderr: '',
      stdout: `username=oauth2\npassword=${issuer.newest}\npassword_expiry_utc=${AN_HOUR_ON}\n`,
    });
    expect(issuer.refreshes()).toBe(1);
    // The older one, which git may bring back after its work, does not take the place of the newer.
    await helper(lab, 'store', { ...asked, username: 'oauth2', password: firstAccess });
    expect((await helper(lab, 'get', asked)).stdout).toContain(`password=${issuer.newest}\n`);
    expect(await namesIn(lab)).toEqual(['work']);
  });

  test('serves twenty fetches at once with one renewal', { timeout: 180_000 }, async () => {
    const lab = await startLab();
    let isGood = (_password: string): boolean => false;
    const server = await startGitServer((_user, given) => isGood(given));
    const issuer = await anEndingToken(lab, server.base);
    isGood = (given) => given !== firstAccess && given === issuer.newest;
    const config = path.join(lab.home, 'gitconfig');
    const command = `!"${process.execPath}" "${path.resolve('out/tokenkeep')}" --home "${lab.home}" git-credential`;
    writeFileSync(config, `[credential]\n\thelper =\n\thelper = ${JSON.stringify(command)}\n`);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
    const clones = Array.from({ length: 20 }, (_, n) => path.join(freshHome(), `clone-${n}`));
    for (const clone of clones) {
      mkdirSync(clone);
      await run('git', ['init', '-q', clone], { env });
    }
    const fetched = await Promise.all(
      clones.map((clone) => run('git', ['-C', clone, 'fetch', `${server.base}/${REPOSITORY}`, 'main'], { env })),
    );
    expect(fetched).toHaveLength(20);
    expect(issuer.refreshes()).toBe(1);
    expect(new Set(server.seen.map((one) => one.password))).toEqual(new Set([issuer.newest]));
    expect(await namesIn(lab)).toEqual(['work']);
  });
});

describe('what git brings', () => {
  test('is kept with its end and its refresh token, and given back', async () => {
    const lab = await startLab();
    const brought = { ...github, username: 'u1', password: password(1) };
    const more = { password_expiry_utc: AN_HOUR_ON, oauth_refresh_token: `refresh-${'1'.repeat(20)}` };
    expect(await helper(lab, 'store', { ...brought, ...more })).toEqual({ status: 0, stdout: '', stderr: '' });
    const { stdout } = await helper(lab, 'get', github);
    expect(stdout).toBe(
      `username=u1\npassword=${password(1)}\npassword_expiry_utc=${AN_HOUR_ON}\noauth_refresh_token=${more.oauth_refresh_token}\n`,
    );
    expect(JSON.parse((await tk(lab.home, ['list', '--json'])).stdout)).toMatchObject([
      { name: 'u1@github.com', expiresAt: iso(3600 * SECOND), logins: [{ tool: 'git', at: 'https://u1@github.com' }] },
    ]);
  });

  test('is an ordinary token: its issuer is known by its shape', async () => {
    const lab = await startLab();
    await helper(lab, 'store', { ...github, username: 'u1', password: fakeValue(1) });
    const [view] = (await lab.get('list', {})).tokens;
    expect(view?.token).toMatchObject({ provider: 'github', label: 'u1@github.com' });
    expect(view?.token.host).toBeUndefined();
  });

  test('takes the place of what git brought before, and no other', async () => {
    const lab = await startLab();
    await helper(lab, 'store', { ...github, username: 'u1', password: password(1) });
    await helper(lab, 'store', { ...github, username: 'u2', password: password(2) });
    await helper(lab, 'store', { ...github, username: 'u1', password: password(3) });
    expect((await helper(lab, 'get', { ...github, username: 'u1' })).stdout).toBe(
      `username=u1\npassword=${password(3)}\n`,
    );
    expect((await helper(lab, 'get', { ...github, username: 'u2' })).stdout).toBe(
      `username=u2\npassword=${password(2)}\n`,
    );
    expect(await namesIn(lab)).toHaveLength(2);
  });
});

describe('a password that a server refused', () => {
  test('is nothing to us where it is not the one that is kept', async () => {
    const lab = await startLab();
    await helper(lab, 'store', { ...github, username: 'u1', password: password(1) });
    await helper(lab, 'erase', { ...github, username: 'u1', password: password(2) });
    expect((await helper(lab, 'get', github)).stdout).toContain(password(1));
  });

  test('is asked after once, and goes only when its issuer says that it is dead', async () => {
    const [lab, issuer] = [await startLab(), await serveGithub()];
    onTestFinished(() => issuer.close());
    issuer.tokens.set(fakeValue(1), { login: 'u1', scopes: 'repo' });
    const place = { protocol: 'http', host: new URL(issuer.base).host };
    await helper(lab, 'store', { ...place, username: 'u1', password: fakeValue(1) });
    await lab.send({ settle: true });
    const before = issuer.seen.length;
    await helper(lab, 'erase', { ...place, username: 'u1', password: fakeValue(1) });
    expect(issuer.seen.length - before).toBe(1);
    expect((await helper(lab, 'get', place)).stdout).toContain(fakeValue(1));
    issuer.insteadAlways({ status: 503 });
    await helper(lab, 'erase', { ...place, username: 'u1', password: fakeValue(1) });
    expect((await helper(lab, 'get', place)).stdout).toContain(fakeValue(1));
    issuer.insteadAlways(undefined);
    issuer.tokens.clear();
    await helper(lab, 'erase', { ...place, username: 'u1', password: fakeValue(1) });
    expect((await helper(lab, 'get', place)).stdout).toBe('');
    expect(await namesIn(lab)).toEqual([]);
  });

  test('stays where nobody can be asked', async () => {
    const lab = await startLab();
    await helper(lab, 'store', { ...github, username: 'u1', password: password(1) });
    await helper(lab, 'erase', { ...github, username: 'u1', password: password(1) });
    expect((await helper(lab, 'get', github)).stdout).toContain(password(1));
  });
});

describe('two accounts on one host', () => {
  async function two() {
    const lab = await startLab();
    for (const [n, username] of ['u1', 'u2'].entries()) {
      await helper(lab, 'store', { ...github, username, password: password(n + 1) });
    }
    return lab;
  }

  test('are told apart by the user name', async () => {
    const lab = await two();
    expect((await helper(lab, 'get', { ...github, username: 'u1' })).stdout).toContain(password(1));
    expect((await helper(lab, 'get', { ...github, username: 'u3' })).stdout).toBe('');
  });

  test('are told apart by the owner of the repository', async () => {
    const lab = await two();
    expect((await helper(lab, 'get', { ...github, path: 'u2/site.git' })).stdout).toContain(password(2));
  });

  test('are told apart by what a person said of the repository', async () => {
    const lab = await two();
    await tk(lab.home, ['edit', 'u1@github.com', '--git', 'https://u1@github.com/team']);
    expect((await helper(lab, 'get', { ...github, path: 'team/site.git' })).stdout).toContain(password(1));
    expect((await helper(lab, 'get', { ...github, path: 'teammate/site.git' })).stdout).toBe('');
  });

  test('are told apart by the repository of the folder at hand', async () => {
    const lab = await two();
    const folder = path.join(freshHome(), 'site');
    await run('git', ['init', '-q', folder]);
    await run('git', ['-C', folder, 'remote', 'add', 'origin', 'https://github.com/u2/site.git']);
    const got = await tk(lab.home, ['git-credential', 'get'], spell(github), {}, folder);
    expect(got.stdout).toContain(password(2));
  });

  test('are not guessed between where nobody can be asked', async () => {
    const lab = await two();
    const got = await helper(lab, 'get', github);
    expect([got.status, got.stdout]).toEqual([0, '']);
    expect(got.stderr).toContain('several tokens fit https://github.com: u1@github.com, u2@github.com');
  });
});
