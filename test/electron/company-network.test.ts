import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenkeepAt } from '../cli/run-tokenkeep.ts';
import { filesBelow } from '../support/canary.ts';
import { ask, freshHome, launchAppIn } from './launch-app.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tokenkeep-company-'));
const at = (name: string): string => path.join(folder, name);
const password = `pass${'0'.repeat(8)}`;
const value = `glpat-${'1'.repeat(20)}`;
const self = JSON.stringify({ id: 1, name: 'deploy', active: true, revoked: false, scopes: ['api'], expires_at: null });
const tunnels: (string | undefined)[] = [];
let asksForPassword = true;

const portOf = (server: net.Server): number => (server.address() as AddressInfo).port;
let issuer: https.Server;
/** Leads every name to the issuer, and wants to know who asks. */
const proxy = http.createServer().on('connect', (request, socket: net.Socket) => {
  socket.on('error', () => undefined);
  const wanted = `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
  if (asksForPassword && request.headers['proxy-authorization'] !== wanted) {
    const challenge = 'Proxy-Authenticate: Basic realm="company"\r\nContent-Length: 0\r\nConnection: close\r\n';
    return void socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${challenge}\r\n`);
  }
  tunnels.push(request.url);
  const onward = net.connect(portOf(issuer), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  onward.on('error', () => socket.destroy());
  onward.pipe(socket).pipe(onward);
});
/** The company's own script that says which proxy to take. */
const script = http.createServer((_request, response) => {
  response.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
  response.end(
    `function FindProxyForURL(url, host) { return host === 'issuer.test' ? 'PROXY 127.0.0.1:${portOf(proxy)}' : 'DIRECT'; }`,
  );
});

beforeAll(async () => {
  const names = ['-subj', '/CN=issuer.test', '-addext', 'subjectAltName=DNS:issuer.test'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', at('key.pem'), '-out', at('cert.pem')];
  execFileSync('openssl', ['req', '-x509', ...key, ...names, ...files], { stdio: 'pipe' });
  issuer = https.createServer(
    { key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem')) },
    (request, response) => {
      const isOurs = JSON.stringify(request.headers).includes(value);
      response.writeHead(isOurs ? 200 : 401, { 'content-type': 'application/json' }).end(isOurs ? self : '{}');
    },
  );
  await Promise.all([issuer, proxy, script].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
});
afterAll(() => {
  for (const server of [issuer, proxy, script]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The app, with one token of the issuer's; how it stands, and what the doctor says of the proxy. */
async function seenBy(env: Record<string, string>, ...given: readonly string[]) {
  const home = freshHome();
  const app = await launchAppIn(env, home, '--open', ...given);
  try {
    const page = await app.firstWindow();
    const pasted = { kind: 'value' as const, text: value };
    const added = await ask(page, 'add', { label: 'deploy', provider: 'gitlab', host: 'https://issuer.test', pasted });
    if (!added.ok) throw new Error(added.failure.code);
    const found = await ask(page, 'doctor', {});
    const findings = found.ok ? found.value : [];
    return { home, status: added.value.view.status, proxy: findings.find(({ topic }) => topic === 'proxy')?.sight };
  } finally {
    await app.close();
  }
}

describe('behind a proxy that wants a password, with an authority of the company', () => {
  const env = () => ({
    HTTPS_PROXY: `http://me:${password}@127.0.0.1:${portOf(proxy)}`,
    NODE_EXTRA_CA_CERTS: at('cert.pem'),
  });

  test('app and command line both reach the issuer, and the password is in no file of theirs', async () => {
    tunnels.length = 0;
    const { home, status, proxy: seen } = await seenBy(env());
    expect(status).toMatchObject({ kind: 'valid' });
    expect(seen).toEqual({ code: 'proxy-used', address: `http://127.0.0.1:${portOf(proxy)}` });
    expect(tunnels.length).toBeGreaterThan(0);
    const checked = await tokenkeepAt(home)(['check', 'deploy', '--json'], { env: env() });
    expect(JSON.parse(checked.stdout)).toMatchObject([{ name: 'deploy', state: 'valid' }]);
    const own = filesBelow(home).filter((file) => !file.includes(`${path.sep}electron${path.sep}`));
    expect(own.filter((file) => readFileSync(file).includes(password))).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });

  test('an authority that nobody named is a doubt about the connection, and nothing against the token', async () => {
    const { HTTPS_PROXY } = env();
    const { home, status } = await seenBy({ HTTPS_PROXY, NODE_EXTRA_CA_CERTS: '' });
    expect(status).toMatchObject({ kind: 'unknown', cause: 'tls' });
    rmSync(home, { recursive: true, force: true });
  });
});

test('the app takes the proxy that a script of the system says', async () => {
  asksForPassword = false;
  tunnels.length = 0;
  // And the authority is in the system's own list alone.
  const plain = { HTTPS_PROXY: '', https_proxy: '', SSL_CERT_FILE: at('cert.pem') };
  const { home, status } = await seenBy(plain, `--proxy-pac-url=http://127.0.0.1:${portOf(script)}/proxy.pac`);
  expect([status.kind, tunnels[0]]).toEqual(['valid', 'issuer.test:443']);
  rmSync(home, { recursive: true, force: true });
});
