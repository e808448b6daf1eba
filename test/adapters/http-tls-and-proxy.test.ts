import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// A process of its own for each: proxy and certificates are what a process was started with.
const PROGRAM = `
  import { createHttp } from './main/adapters/http.ts';
  import { createUndiciExchange } from './main/adapters/undici-exchange.ts';
  const note = (event, fields) => console.error(JSON.stringify({ event, ...fields }));
  const http = createHttp({ exchange: createUndiciExchange(), clock: { now: () => 0 }, log: { note } });
  console.log(JSON.stringify(await http.send({ method: 'GET', url: process.argv[1], headers: {} })));
`;

async function ask(url: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, url], {
    env: { PATH: process.env['PATH'], ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  await once(child, 'close');
  return { outcome: JSON.parse(out) as Record<string, unknown>, err };
}

let folder = '';
const at = (name: string): string => path.join(folder, name);
const password = 'pass' + '0'.repeat(8);
const tunnels: (string | undefined)[] = [];
const portOf = (server: net.Server): number => (server.address() as AddressInfo).port;

const proxy = http.createServer().on('connect', (request, socket: net.Socket) => {
  tunnels.push(request.url);
  socket.on('error', () => undefined);
  const wanted = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`;
  if (request.headers['proxy-authorization'] !== wanted)
    return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  const onward = net.connect(portOf(issuer), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  onward.on('error', () => socket.destroy());
  onward.pipe(socket).pipe(onward);
});
let issuer: https.Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tokenkeep-tls-'));
  const subject = ['-subj', '/CN=issuer.test', '-addext', 'subjectAltName=DNS:issuer.test,IP:127.0.0.1'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      ...subject,
      '-keyout',
      at('key.pem'),
      '-out',
      at('cert.pem'),
    ],
    { stdio: 'pipe' },
  );
  issuer = https.createServer(
    { key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem')) },
    (_request, response) => response.end('hello'),
  );
  await Promise.all([issuer, proxy].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
});

afterAll(() => {
  for (const server of [issuer, proxy]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const trusted = () => ({ NODE_EXTRA_CA_CERTS: at('cert.pem') });
const through = (user: string) => `http://${user}127.0.0.1:${portOf(proxy)}`;

describe('a certificate', () => {
  test('that nobody signed is a doubt about the connection, never about the token', async () => {
    const { outcome } = await ask(`https://127.0.0.1:${portOf(issuer)}/`);
    expect(outcome).toMatchObject({ kind: 'silent', cause: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  test('of an authority in NODE_EXTRA_CA_CERTS is trusted', async () => {
    const { outcome } = await ask(`https://127.0.0.1:${portOf(issuer)}/`, trusted());
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: 'hello' });
  });

  test("of an authority in the system's own list is trusted", async () => {
    const { outcome } = await ask(`https://127.0.0.1:${portOf(issuer)}/`, { SSL_CERT_FILE: at('cert.pem') });
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: 'hello' });
  });

  test('for another name is not', async () => {
    const { outcome } = await ask(`https://localhost:${portOf(issuer)}/`, trusted());
    expect(outcome).toMatchObject({ kind: 'silent', cause: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});

describe('a proxy', () => {
  test('with basic authentication leads to the issuer, and its password is in no log', async () => {
    const { outcome, err } = await ask('https://issuer.test/user', {
      ...trusted(),
      HTTPS_PROXY: through(`user:${password}@`),
    });
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: 'hello' });
    expect(tunnels).toContain('issuer.test:443');
    expect(err).not.toContain(password);
    expect(err).not.toContain('Warning');
  });

  test('that refuses is named as what is in the way', async () => {
    const { outcome, err } = await ask('https://issuer.test/user', { HTTPS_PROXY: through(`user:wrong${password}@`) });
    expect(outcome).toMatchObject({ kind: 'silent', cause: 'proxy', code: 'PROXY_407' });
    expect(err).not.toContain(password);
  });

  test('that is not there, or has no address, is too', async () => {
    const gone = net.createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const port = portOf(gone);
    gone.close();
    const absent = await ask('https://issuer.test/', { HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect(absent.outcome).toMatchObject({ kind: 'silent', cause: 'proxy', code: 'PROXY_ECONNREFUSED' });
    const unknown = await ask('https://issuer.test/', { HTTPS_PROXY: 'http://no-such-proxy.invalid:3128' });
    expect(unknown.outcome).toMatchObject({ kind: 'silent', cause: 'proxy' });
    const foreign = await ask('https://issuer.test/', { HTTPS_PROXY: 'socks5://127.0.0.1:1' });
    expect(foreign.outcome).toMatchObject({ kind: 'silent', cause: 'proxy', code: 'PROXY_UNSUPPORTED' });
  });

  test('is left out where NO_PROXY names the host', async () => {
    const env = { HTTPS_PROXY: through(''), NO_PROXY: 'invalid' };
    expect((await ask('https://no-such-issuer.invalid/', env)).outcome).toMatchObject({
      kind: 'silent',
      cause: 'offline',
    });
  });
});
