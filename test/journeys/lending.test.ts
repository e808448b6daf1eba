import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveGithub, type Github } from '../support/issuers/github.ts';
import { serveNarrowing, type NarrowingOidc } from '../support/issuers/narrowing-oidc.ts';
import { filesBelow, formsIn } from '../support/canary.ts';
import { MACHINE_FILE } from '../support/fake-machine.ts';
import { startLab, tk, type Lab } from '../support/lab-driver.ts';
import { fakeValue, keep } from '../support/lab-tokens.ts';

const MINUTE = 60_000;
const now = (): string => new Date().toISOString();

async function anAccount(exchanges = true): Promise<{
  readonly lab: Lab;
  readonly issuer: NarrowingOidc;
  readonly access: string;
}> {
  const issuer = await serveNarrowing({ exchanges });
  onTestFinished(issuer.close);
  const lab = await startLab({ start: now() });
  const { access, refresh } = await issuer.account('me');
  const fields = { 'client-id': issuer.client.id, 'client-secret': issuer.client.secret, 'refresh-token': refresh };
  const view = await keep(lab, 'repo', { provider: 'oauth2', host: issuer.base, fields, owner: 'me' }, access);
  expect(view.token.scopes).toEqual(expect.arrayContaining(['repo:read', 'repo:write']));
  return { lab, issuer, access };
}

/** Files of the vault, and things that were said, in which one of these values is. The fake keyring alone may hold them. */
function placesOf(values: readonly string[], { home }: Lab, said: readonly unknown[]): readonly string[] {
  const holds = (bytes: Buffer | string) => values.some((value) => formsIn(bytes, value).length > 0);
  const files = filesBelow(home).filter((path) => path !== join(home, MACHINE_FILE));
  expect(files.some((path) => path.endsWith('lending.json'))).toBe(true);
  return [
    ...files.filter((path) => holds(readFileSync(path))),
    ...said.map((one) => JSON.stringify(one)).filter((text) => holds(text)),
  ];
}

test('a narrower token for a minute has just that scope, and is revoked when the minute is over', async () => {
  const { lab, issuer, access } = await anAccount();
  const got = await tk(lab.home, ['get', 'repo', '--scope', 'repo:read', '--for', '1m', '--tool', 'deploy']);
  expect(got).toMatchObject({ status: 0, stderr: '' });
  const child = got.stdout.trim();
  expect(child).not.toBe(access);
  expect(await issuer.introspect(child)).toMatchObject({ active: true, scope: 'repo:read' });
  const [lease] = JSON.parse((await tk(lab.home, ['leases', '--json'])).stdout);
  expect(lease).toMatchObject({ name: 'repo', how: 'narrowed', scopes: ['repo:read'], borrower: { tool: 'deploy' } });
  await lab.send({ advance: MINUTE - 1000 });
  expect(await issuer.introspect(child)).toMatchObject({ active: true });
  await lab.send({ advance: 1000 });
  expect(await issuer.introspect(child)).toEqual({ active: false });
  expect(JSON.parse((await tk(lab.home, ['leases', '--json'])).stdout)).toEqual([]);
  // The parent lives, and what it is renewed with was kept.
  expect(await issuer.introspect(access)).toMatchObject({ active: true });
  expect((await tk(lab.home, ['refresh', 'repo'])).status).toBe(0);
  expect(issuer.refusals).toEqual([]);
  const audit = await tk(lab.home, ['audit', '--json']);
  expect(audit.stdout).toContain('lent narrower');
  expect(audit.stdout).toContain('ended, proven dead');
  await lab.kill();
  expect(placesOf([child, access], lab, [lease, audit.stdout, got.stderr, lab.complaints()])).toEqual([]);
});

test('one that cannot be ended without its parent is left to its own end, which is told', async () => {
  const { lab, issuer, access } = await anAccount(false);
  const got = await tk(lab.home, ['get', 'repo', '--scope', 'repo:read', '--for', '1m', '--json']);
  const { value, lease } = JSON.parse(got.stdout);
  expect(await issuer.introspect(value)).toMatchObject({ active: true, scope: 'repo:read' });
  expect(Date.parse(lease.endsAt) - Date.now()).toBeGreaterThan(50 * MINUTE);
  await lab.send({ advance: 2 * MINUTE });
  expect(await issuer.introspect(value)).toMatchObject({ active: true });
  expect((await tk(lab.home, ['leases', 'end', lease.id])).status).toBe(0);
  expect(await issuer.introspect(access)).toMatchObject({ active: true });
  expect((await tk(lab.home, ['refresh', 'repo'])).status).toBe(0);
  expect(issuer.refusals).toEqual([]);
});

test('more than the parent has is refused before any request', async () => {
  const { lab, issuer } = await anAccount();
  const got = await tk(lab.home, ['get', 'repo', '--scope', 'repo:read', '--scope', 'repo:admin']);
  expect(got).toMatchObject({ status: 4, stdout: '' });
  expect(got.stderr).toContain('repo does not have repo:admin');
  expect(issuer.asked).toEqual([]);
});

test('a narrower token is ended by the next start, where the vault was killed before', async () => {
  const { lab, issuer } = await anAccount();
  const got = await tk(lab.home, ['get', 'repo', '--scope', 'repo:read', '--for', '10m']);
  await lab.kill();
  expect(await issuer.introspect(got.stdout.trim())).toMatchObject({ active: true });
  const start = new Date(Date.now() + 11 * MINUTE).toISOString();
  const next = await startLab({ home: lab.home, start });
  await next.send({ settle: true });
  expect(await issuer.introspect(got.stdout.trim())).toEqual({ active: false });
});

const VALUE = fakeValue(7);

async function aBroker(allow: string[] = []): Promise<{
  readonly lab: Lab;
  readonly issuer: Github;
  readonly door: { readonly lease: string; readonly baseUrl: string; readonly handle: string };
}> {
  const issuer = await serveGithub();
  onTestFinished(issuer.close);
  issuer.tokens.set(VALUE, { login: 'octo', scopes: 'repo, read:user, admin:org' });
  const lab = await startLab({ start: now() });
  await keep(lab, 'ci', { provider: 'github', host: issuer.base, owner: 'me' }, VALUE);
  return { lab, issuer, door: await lab.get('broker', { token: 'ci', tool: 'deploy', allow }) };
}

/** A tool as it is started for a broker: all that it has is the handle and the address. */
const TOOL = `
const said = [];
for (const path of ['/api/v3/user', '/api/v3/orgs/octo']) {
  const answer = await fetch(process.env.API + path, { headers: { authorization: 'Bearer ' + process.env.TOKEN } });
  said.push(answer.status, await answer.json());
}
console.log(JSON.stringify(said));
process.stdin.resume();
`;

test('a tool behind the broker reaches the issuer, holds no byte of the value, and reaches nothing else', async () => {
  const { lab, issuer, door } = await aBroker(['GET /api/v3/user']);
  const env = { PATH: process.env['PATH'], TOKEN: door.handle, API: door.baseUrl };
  const tool = spawn(process.execPath, ['--input-type=module', '-e', TOOL], { env });
  onTestFinished(() => void tool.kill());
  const [said] = (await once(tool.stdout, 'data')) as [Buffer];
  expect(JSON.parse(String(said))).toMatchObject([200, { login: 'octo' }, 403, { error: 'not-allowed' }]);
  const asked = issuer.seen.filter(({ path }) => path !== '/api/v3/user');
  expect(asked).toEqual([]);
  const places = existsSync('/proc/self/environ') ? ['environ', 'cmdline', 'maps'] : [];
  for (const place of places) expect(formsIn(readFileSync(`/proc/${tool.pid}/${place}`), VALUE)).toEqual([]);
  expect(formsIn(String(said), VALUE)).toEqual([]);
  expect((await tk(lab.home, ['leases', 'end', door.lease])).status).toBe(0);
  await expect(fetch(`${door.baseUrl}/api/v3/user`)).rejects.toThrow();
});

const THROUGH_EXEC = `
const { readFileSync } = require('node:fs');
const { TOKEN, TOKEN_URL } = process.env;
fetch(TOKEN_URL + '/api/v3/user', { headers: { authorization: 'token ' + TOKEN } })
  .then((answer) => answer.json())
  .then(({ login }) => console.log(JSON.stringify({ login, environ: readFileSync('/proc/self/environ', 'latin1') })));
`;

test.runIf(existsSync('/proc/self/environ'))(
  'exec gives a command the handle, and the door closes with it',
  async () => {
    const { lab, issuer } = await aBroker();
    const exec = ['exec', '--broker', 'TOKEN=ci', '--allow', 'GET /api/v3/user', '--'];
    const ran = await tk(lab.home, [...exec, process.execPath, '-e', THROUGH_EXEC]);
    expect(ran.status).toBe(0);
    const { login, environ } = JSON.parse(ran.stdout);
    expect(login).toBe('octo');
    expect(formsIn(environ + ran.stdout + ran.stderr, VALUE)).toEqual([]);
    const handle = /(?:^|\0)TOKEN=([^\0]+)/.exec(environ)?.[1] ?? '';
    const url = /(?:^|\0)TOKEN_URL=([^\0]+)/.exec(environ)?.[1] ?? '';
    const before = issuer.seen.length;
    await expect(fetch(`${url}/api/v3/user`, { headers: { authorization: `token ${handle}` } })).rejects.toThrow();
    expect(issuer.seen).toHaveLength(before);
  },
);

test('what the broker saw is kept, the least set is told, and no value is in any file or answer', async () => {
  const { lab, door } = await aBroker();
  const headers = { authorization: `Bearer ${door.handle}` };
  for (let turn = 0; turn < 3; turn += 1) await fetch(`${door.baseUrl}/api/v3/user`, { headers });
  const shown = await tk(lab.home, ['show', 'ci', '--json']);
  expect(JSON.parse(shown.stdout).seen).toMatchObject({
    uses: [{ tool: 'deploy' }],
    calls: [{ method: 'GET', path: '/api/v3/user', count: 3 }],
    leastScopes: ['read:user'],
  });
  const sheet = await tk(lab.home, ['show', 'ci']);
  expect(sheet.stdout).toContain('for what the broker saw: read:user; it also has repo, admin:org');
  expect((await tk(lab.home, ['revoke', 'ci'])).stderr).toContain('deploy');
  const audit = await tk(lab.home, ['audit', '--json']);
  await lab.kill();
  const said = [shown, sheet, audit, lab.complaints()];
  expect(placesOf([VALUE], lab, said)).toEqual([]);
  expect(placesOf([door.handle], lab, said)).toEqual([]);
});
