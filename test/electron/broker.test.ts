import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { ElectronApplication } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Brokered } from '../../shared/agent.ts';
import { PROTOCOL, socketPlace } from '../../shared/socket.ts';
import { listen } from '../support/issuers/loopback.ts';
import { ask, freshHome, launchApp } from './launch-app.ts';

const VALUE = `glpat-${'0'.repeat(20)}`;
const SELF = JSON.stringify({ id: 1, name: 'deploy', active: true, revoked: false, scopes: ['api'], expires_at: null });
const home = freshHome();

let heard: { readonly headers: IncomingHttpHeaders; readonly digest: string }[] = [];
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const server = createServer((request, response) => {
  void buffer(request).then((bytes) => {
    heard.push({ headers: request.headers, digest: digestOf(bytes) });
    if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(SELF));
    else response.writeHead(200, { 'content-type': 'application/json' }).end(SELF);
  });
});

let app: ElectronApplication;
let door: Brokered;

beforeAll(async () => {
  const host = `http://127.0.0.1:${await listen(server)}`;
  app = await launchApp(home, '--open');
  const page = await app.firstWindow();
  const pasted = { kind: 'value', text: VALUE } as const;
  await ask(page, 'add', { label: 'deploy', provider: 'gitlab', host, policy: 'open', pasted });
  const socket = net.connect(socketPlace(home, process.platform, process.getuid?.(), tmpdir()).path);
  const actor = { pid: process.pid, program: 'vitest', folder: home, interactive: false };
  socket.write(`${JSON.stringify({ v: PROTOCOL, command: 'broker', input: { token: 'deploy' }, actor })}\n`);
  door = (JSON.parse(await text(socket)) as { value: Brokered }).value;
});
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
});

const send = (path: string, body?: Uint8Array<ArrayBuffer>) => {
  heard = [];
  const headers = { 'private-token': door.handle };
  return fetch(`${door.baseUrl}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
};

test("the app's own network carries the token, and neither the handle nor a word of what it is", async () => {
  expect(await (await send('/api/v4/user')).json()).toMatchObject({ name: 'deploy' });
  expect(heard).toMatchObject([{ headers: { authorization: `Bearer ${VALUE}` } }]);
  expect(JSON.stringify(heard)).not.toContain(door.handle);
});

test.each([
  ['moderate, with its length', 100_000, '100000'],
  ['large, in chunks', 3_000_000, undefined],
])('a body goes out byte for byte: %s', async (_size, length, told) => {
  const bytes = new Uint8Array(randomBytes(length));
  expect((await send('/upload', bytes)).status).toBe(200);
  expect(heard).toMatchObject([{ digest: digestOf(bytes) }]);
  expect(heard[0]?.headers['content-length']).toBe(told);
});

test('an answer that was packed comes back as it reads', async () => {
  const answer = await send('/packed');
  expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([null, SELF]);
});
