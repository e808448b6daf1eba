import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp } from './launch-app.ts';

let answer: (response: ServerResponse) => void;
let asked: IncomingMessage[] = [];
const value = `glpat-${'0'.repeat(20)}`;
const server = createServer((request, response) => {
  // As every issuer does, it takes no value that it never gave out.
  if (!JSON.stringify(request.headers).includes(value)) return void response.writeHead(401).end('{}');
  asked.push(request);
  answer(response);
});

let app: ElectronApplication;
let page: Page;

const self = JSON.stringify({ id: 1, name: 'deploy', active: true, revoked: false, scopes: ['api'], expires_at: null });
const good =
  (headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(self);

async function checkNow() {
  const checked = await ask(page, 'check', {});
  if (!checked.ok) throw new Error(checked.failure.code);
  const [view] = checked.value;
  return view?.status.kind === 'unknown' ? `unknown: ${view.token.standing.latest?.verdict.kind}` : view?.status.kind;
}

const latest = async () => {
  const checked = await ask(page, 'check', {});
  return checked.ok ? checked.value[0]?.token.standing.latest : undefined;
};

beforeAll(async () => {
  answer = good();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await ask(page, 'add', {
    label: 'deploy',
    provider: 'gitlab',
    host,
    pasted: { kind: 'value', text: value },
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
});

describe("asking an issuer through the app's own network", () => {
  test('a good answer is understood, also a compressed one', async () => {
    answer = good();
    expect(await checkNow()).toMatch(/valid|expiring/);
    answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(self));
    expect(await checkNow()).toMatch(/valid|expiring/);
  });

  test('no redirect is followed, and one teaches nothing', async () => {
    answer = (response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    const seen = await latest();
    expect(seen?.verdict.kind).toBe('unknown');
    expect(seen?.evidence.status).toBe(302);
    expect(asked.map(({ url }) => url)).not.toContain('/elsewhere');
  });

  test('no cookie is kept, and nothing is answered from a cache', async () => {
    answer = good({ 'set-cookie': 'mark=1; Path=/', 'cache-control': 'max-age=3600' });
    await checkNow();
    await checkNow();
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.map(({ headers }) => headers.cookie)).toEqual(asked.map(() => undefined));
  });

  test('a demand for a password is an answer, not a question to the user', async () => {
    answer = (response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('{}');
    const seen = await latest();
    expect(seen?.evidence.status).toBe(401);
  });

  test('a connection that is cut says nothing against the token', async () => {
    answer = (response) => response.destroy();
    const seen = await latest();
    expect(seen?.verdict.kind).toBe('unknown');
  });

  test('a server that is gone says nothing against the token', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const seen = await latest();
    expect(seen?.verdict.kind).toBe('unknown');
  });
});
