import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startLab, tk, type Lab } from '../support/lab-driver.ts';
import { fakeValue, keep } from '../support/lab-tokens.ts';
import { serveGithub, type Github } from '../support/issuers/github.ts';
import { gitlabValue, serveGitlab } from '../support/issuers/gitlab.ts';
import { serveOidc } from '../support/issuers/oidc.ts';
import { MINUTE, T0 } from '../support/tokens.ts';

const closing = <T extends { close(): Promise<void> }>(issuer: T): T => {
  onTestFinished(() => issuer.close());
  return issuer;
};
const revocations = ({ seen }: Github) => seen.filter(({ path }) => path.endsWith('/credentials/revoke'));
const stateOf = async (lab: Lab, token: string) => (await lab.get('show', { token })).status.kind;

async function begin(count = 1) {
  const [lab, github] = [await startLab(), closing(await serveGithub())];
  for (let n = 1; n <= count; n += 1) {
    github.tokens.set(fakeValue(n), { login: 'octo', scopes: 'repo' });
    await keep(lab, `ci-${n}`, { host: github.base }, fakeValue(n));
  }
  return { lab, github };
}

describe('forgetting and revoking', () => {
  test('forget takes it away here, asks nobody, and says that it still works at its issuer', async () => {
    const { lab, github } = await begin();
    const before = github.seen.length;
    const forgotten = await tk(lab.home, ['forget', 'ci-1']);
    expect([forgotten.status, forgotten.stderr]).toEqual([
      0,
      'tokenkeep: warning: it still works at GitHub until it is revoked there or expires\n',
    ]);
    expect(github.seen).toHaveLength(before);
    expect(github.tokens.has(fakeValue(1))).toBe(true);
  });

  test('revoke asks the issuer, sees that it is dead, and shows when it was seen', async () => {
    const { lab, github } = await begin();
    const revoked = await tk(lab.home, ['revoke', 'ci-1', '--yes', '--json']);
    expect(revoked.status).toBe(0);
    expect(JSON.parse(revoked.stdout)).toMatchObject({
      state: 'revoked',
      checkedAt: new Date(T0).toISOString().replace('.000', ''),
      evidence: { status: 401 },
    });
    const [asked] = revocations(github);
    expect(asked?.headers).not.toHaveProperty('authorization');
    expect(asked?.body).toBe(JSON.stringify({ credentials: [fakeValue(1)] }));
    expect(github.seen.at(-1)).toMatchObject({ method: 'GET', path: '/api/v3/user' });
    const refused = await tk(lab.home, ['get', 'ci-1']);
    expect([refused.status, refused.stdout]).toEqual([7, '']);
  });
});

describe('an issuer that answers 202', () => {
  test('leaves it pending until a look is answered 401', async () => {
    const { lab, github } = await begin();
    github.revokesLater = true;
    const asked = await tk(lab.home, ['revoke', 'ci-1', '--yes', '--json']);
    expect([asked.status, JSON.parse(asked.stdout)]).toMatchObject([9, { state: 'revocation-pending' }]);
    github.tokens.clear();
    await lab.send({ advance: MINUTE });
    expect(await stateOf(lab, 'ci-1')).toBe('revoked');
    expect(revocations(github)).toHaveLength(1);
  });

  test('and still takes it ten minutes later is told once, with the page to go to, and asked again', async () => {
    const { lab, github } = await begin();
    github.revokesLater = true;
    await tk(lab.home, ['revoke', 'ci-1', '--yes']);
    await lab.send({ advance: 10 * MINUTE - 1000 });
    expect((await lab.report()).notices).toEqual([]);
    await lab.send({ advance: 2000 });
    const { notices } = await lab.report();
    expect(notices).toMatchObject([{ kind: 'revocation', token: 'ci-1' }]);
    expect(notices[0]?.text).toContain('/settings/tokens');
    expect(revocations(github)).toHaveLength(2);
    await lab.send({ advance: 600 * MINUTE });
    expect((await lab.report()).notices).toHaveLength(1);
    expect(revocations(github).length).toBeGreaterThan(2);
  });
});

describe('offline', () => {
  test('use stops at once, and the clipboard is cleared', async () => {
    const { lab, github } = await begin();
    await lab.get('copy', { token: 'ci-1' });
    github.insteadAlways({ status: 503 });
    expect((await tk(lab.home, ['revoke', 'ci-1', '--yes'])).status).toBe(9);
    expect((await lab.report()).clipboard.true).toBe('');
    const got = await tk(lab.home, ['get', 'ci-1']);
    expect([got.status, got.stdout]).toEqual([9, '']);
  });

  test('what was asked for goes out once, in order, when the network is back, after a crash too', async () => {
    const { lab, github } = await begin(3);
    await lab.send({ network: 'down' });
    github.insteadAlways({ status: 503 });
    for (const n of [2, 3, 1]) {
      expect(await lab.get('revoke', { token: `ci-${n}`, confirmed: true })).toMatchObject({
        status: { kind: 'revocation-pending' },
      });
      await lab.send({ advance: 1000 });
    }
    await lab.kill();
    github.insteadAlways(undefined);
    const before = revocations(github).length;
    const next = await startLab({ home: lab.home, start: '2027-01-01T01:00:00Z' });
    await next.send({ settle: true });
    const sent = revocations(github).slice(before);
    expect(sent.map(({ body }) => /([123])"/.exec(body)?.[1])).toEqual(['2', '3', '1']);
    for (const n of [1, 2, 3]) expect(await stateOf(next, `ci-${n}`)).toBe('revoked');
  });
});

test('all thirty of four issuers: one issuer down leaves its own pending and named, within ten seconds', async () => {
  const { lab } = await begin(10);
  const gitlab = closing(await serveGitlab());
  const oidc = closing(await serveOidc());
  const down = closing(await serveGithub());
  for (let n = 1; n <= 10; n += 1) {
    gitlab.tokens.set(gitlabValue(n), { userId: n, scopes: ['read_api'], expiresAt: null });
    await keep(lab, `lab-${n}`, { host: gitlab.base }, gitlabValue(n));
  }
  for (let n = 1; n <= 9; n += 1) {
    const fields = { 'client-id': oidc.client.id, 'client-secret': oidc.client.secret };
    await keep(lab, `oauth-${n}`, { provider: 'oauth2', host: oidc.base, fields }, await oidc.mint('repo:read', 3600));
  }
  down.tokens.set(fakeValue(99), { login: 'octo' });
  await keep(lab, 'far', { host: down.base }, fakeValue(99));
  down.insteadAlways({ status: 503 });
  const begun = performance.now();
  const ended = await tk(lab.home, ['revoke', '--all', '--yes', '--json']);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(ended.status).toBe(9);
  expect(ended.stderr).toContain('not proven dead yet: far');
  const tokens: readonly { name: string; state: string }[] = JSON.parse(ended.stdout);
  expect(tokens.filter(({ state }) => state === 'revoked')).toHaveLength(29);
  expect(tokens.filter(({ state }) => state === 'revocation-pending')).toMatchObject([{ name: 'far' }]);
});

test('with known consumers it says who they are and does nothing before a yes', async () => {
  const { lab, github } = await begin();
  await lab.get('edit', { token: 'ci-1', consumers: ['deploy', 'nightly'] });
  const refused = await tk(lab.home, ['revoke', 'ci-1']);
  expect([refused.status, refused.stderr]).toEqual([
    4,
    'tokenkeep: error: this ends ci-1 for everything that uses it: deploy, nightly. Nothing was done yet\n' +
      'tokenkeep: hint: say so with --yes\n',
  ]);
  expect(revocations(github)).toEqual([]);
  expect((await tk(lab.home, ['get', 'ci-1'])).stdout.trim()).toBe(fakeValue(1));
});

const TOKENKEEP = join(import.meta.dirname, '..', '..', 'out', 'tokenkeep');

/** At a real terminal (the kernel's pty, by `script`): what is typed when it asks, and all that was on the screen. */
async function atTerminal(home: string, command: string, typed: string): Promise<string> {
  const line = `${TOKENKEEP} --home ${home} ${command}; echo "status is $?"`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...process.env, SHELL: '/bin/sh', TERM: 'xterm' },
  });
  let screen = '';
  let asked = false;
  child.stdout.on('data', (part: Buffer) => {
    screen += part.toString();
    if (asked || !screen.includes('to revoke it: ')) return;
    asked = true;
    child.stdin.write(`${typed}\n`);
  });
  await once(child, 'close');
  return screen;
}

test('at a terminal the consumers are shown first, and only the name itself, typed, goes on', async () => {
  const { lab, github } = await begin();
  await lab.get('edit', { token: 'ci-1', consumers: ['deploy', 'nightly'] });
  const slip = await atTerminal(lab.home, 'revoke ci-1', 'y');
  expect(slip).toContain('Used by deploy, nightly.');
  expect(slip).toContain('status is 4');
  expect(revocations(github)).toEqual([]);
  expect(await atTerminal(lab.home, 'revoke ci-1', 'ci-1')).toContain('status is 0');
  expect(await stateOf(lab, 'ci-1')).toBe('revoked');
});
