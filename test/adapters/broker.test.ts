import { createHash, randomBytes } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBroker } from '../../main/adapters/broker.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { BrokerDoor, BrokerSession } from '../../main/domain/broker-port.ts';
import { readRule } from '../../main/domain/broker-rules.ts';
import { Secret } from '../../main/domain/secret.ts';
import { failed, succeeded } from '../../shared/result.ts';
import { listen } from '../support/issuers/loopback.ts';
import { memoryLog } from '../support/memory-ports.ts';

const VALUE = `ghp_${'0'.repeat(36)}`;

interface Upstream {
  readonly base: string;
  readonly heard: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[];
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function anIssuer(answer: Answer = (_request, response) => void response.end('{"ok":true}')): Promise<Upstream> {
  const heard: Upstream['heard'] = [];
  const server = createServer((request, response) => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  const base = `http://127.0.0.1:${await listen(server)}`;
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { base, heard };
}

async function open(base: string, facts: Partial<BrokerSession> = {}, allow: readonly string[] = []) {
  const log = memoryLog();
  const calls: object[] = [];
  const rules = allow.map(readRule).filter((rule) => rule !== undefined);
  const opened = await createBroker({ exchange: createUndiciExchange({}), log }).open({
    base,
    allow: rules,
    mostRequests: 1000,
    present: async () => succeeded({ authorization: new Secret(`Bearer ${VALUE}`) }),
    called: (call) => calls.push(call),
    ...facts,
  });
  if (!opened.ok) throw new Error('no broker');
  onTestFinished(() => opened.value.close());
  return { ...opened.value, log, calls };
}

const ask = (
  { baseUrl, handle }: BrokerDoor,
  path: string,
  init: { method?: string; body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
) => fetch(`${baseUrl}${path}`, { ...init, headers: { authorization: `Bearer ${handle}`, ...init.headers } });

/** Byte for byte, as no client of good manners would send it. */
async function rawly({ baseUrl }: BrokerDoor, lines: readonly string[], connection = 'close'): Promise<string> {
  const { port } = new URL(baseUrl);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.end(`${lines.join('\r\n')}\r\nConnection: ${connection}\r\n\r\n`);
  return text(socket);
}

describe('a request with the handle', () => {
  test.each([
    ['after a word', (handle: string) => ({ authorization: `Bearer ${handle}` })],
    ['after another word', (handle: string) => ({ authorization: `token ${handle}` })],
    ['as a password', (handle: string) => ({ authorization: `Basic ${btoa(`x:${handle}`)}` })],
    ['bare, in a header of its own', (handle: string) => ({ 'private-token': handle })],
  ])('%s reaches the issuer with the token in its place, and nothing of the handle', async (_how, headers) => {
    const issuer = await anIssuer();
    const door = await open(issuer.base);
    const answer = await fetch(`${door.baseUrl}/user?a=1`, { headers: { ...headers(door.handle), 'x-own': 'kept' } });
    expect([answer.status, await answer.text()]).toEqual([200, '{"ok":true}']);
    expect(issuer.heard).toMatchObject([
      { method: 'GET', url: '/user?a=1', headers: { authorization: `Bearer ${VALUE}`, 'x-own': 'kept' } },
    ]);
    expect(JSON.stringify(issuer.heard)).not.toContain(door.handle);
    expect(issuer.heard[0]?.headers.host).toBe(new URL(issuer.base).host);
    expect(door.calls).toEqual([{ method: 'GET', path: '/user', status: 200 }]);
  });

  test('streams both ways, of any length, and comes out byte for byte', async () => {
    const issuer = await anIssuer((request, response) => void request.pipe(response));
    const door = await open(issuer.base);
    const bytes = new Uint8Array(randomBytes(8 * 1_048_576));
    const answer = await ask(door, '/echo', { method: 'POST', body: bytes });
    const back = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(back).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(issuer.heard[0]?.headers['content-length']).toBe(String(bytes.length));
  });

  test('has the first piece of an answer before the last is written', async () => {
    let finish = (): void => undefined;
    const issuer = await anIssuer((_request, response) => {
      response.write('first ');
      finish = () => void response.end('last');
    });
    const answer = await ask(await open(issuer.base), '/slow');
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first ');
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('last');
  });

  test('is led on through the broker, and brings no cookies back', async () => {
    const issuer = await anIssuer((request, response) => {
      const next = `http://${request.headers.host}/repos?page=2`;
      response.setHeader('link', `<${next}>; rel="next"`).setHeader('set-cookie', 'session=1').end();
    });
    const door = await open(issuer.base);
    const answer = await ask(door, '/repos', { headers: { cookie: 'theirs=1' } });
    expect(answer.headers.get('link')).toBe(`<${door.baseUrl}/repos?page=2>; rel="next"`);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(issuer.heard[0]?.headers.cookie).toBeUndefined();
  });

  test('is told in JSON where the token cannot be used or the issuer is not there', async () => {
    const issuer = await anIssuer();
    const present = async () => failed({ code: 'keyring-locked' as const });
    const locked = await ask(await open(issuer.base, { present }), '/user');
    expect([locked.status, await locked.json()]).toMatchObject([
      503,
      { error: 'token-unavailable', detail: 'keyring-locked' },
    ]);
    const gone = await ask(await open('http://127.0.0.1:1'), '/user');
    expect([gone.status, await gone.json()]).toMatchObject([502, { error: 'issuer-silent' }]);
    expect(issuer.heard).toEqual([]);
  });
});

describe('nothing leaves', () => {
  const rules = ['GET /user', 'GET /repos/*/*/issues', '* /gists/**'];

  test.each([
    ['GET', '/user', true],
    ['POST', '/user', false],
    ['GET', '/users', false],
    ['GET', '/repos/me/site/issues', true],
    ['GET', '/repos/me/site', false],
    ['GET', '/repos/me/site/issues/1', false],
    ['GET', '/repos//site/issues', false],
    ['DELETE', '/gists/1/comments/2', true],
  ])('%s %s: allowed is %s, where only some is allowed', async (method, path, isAllowed) => {
    const issuer = await anIssuer();
    const answer = await ask(await open(issuer.base, {}, rules), path, { method });
    expect(answer.status).toBe(isAllowed ? 200 : 403);
    expect(issuer.heard).toHaveLength(isAllowed ? 1 : 0);
  });

  test.each(['/repos/a/%2e%2e/user', '/user%2f..%2fadmin', '/user/%5c', '/us%00er', '/a//b', '/%zz', '/user\\x'])(
    'for a path that could be read in two ways: %s',
    async (path) => {
      const issuer = await anIssuer();
      const door = await open(issuer.base);
      const said = await rawly(door, [
        `GET ${path} HTTP/1.1`,
        `Host: ${new URL(door.baseUrl).host}`,
        `Authorization: Bearer ${door.handle}`,
      ]);
      expect(said).toMatch(/^HTTP\/1\.1 403 .*"error":"path-unclear"/s);
      expect(issuer.heard).toEqual([]);
    },
  );

  test.each([
    ['an address of elsewhere', 'GET http://elsewhere.example/user HTTP/1.1', undefined],
    ['the name of elsewhere', 'GET /user HTTP/1.1', 'elsewhere.example'],
  ])('for %s', async (_what, line, host) => {
    const issuer = await anIssuer();
    const door = await open(issuer.base);
    const said = await rawly(door, [
      line,
      `Host: ${host ?? new URL(door.baseUrl).host}`,
      `Authorization: Bearer ${door.handle}`,
    ]);
    expect(said).toMatch(/^HTTP\/1\.1 403 .*"error":"other-host"/s);
    expect(issuer.heard).toEqual([]);
  });

  test('for a tunnel, an upgrade, or whoever has no handle or another one', async () => {
    const issuer = await anIssuer();
    const door = await open(issuer.base);
    const host = new URL(door.baseUrl).host;
    expect(await rawly(door, ['CONNECT elsewhere.example:443 HTTP/1.1', `Host: ${host}`])).toBe('');
    const own = `Authorization: Bearer ${door.handle}`;
    expect(await rawly(door, ['GET /user HTTP/1.1', `Host: ${host}`, own, 'Upgrade: h2c'], 'upgrade')).toBe('');
    expect(await (await fetch(`${door.baseUrl}/user`)).json()).toMatchObject({ error: 'handle-missing' });
    const other = await open(issuer.base);
    expect((await ask({ ...door, handle: other.handle }, '/user')).status).toBe(403);
    expect(issuer.heard).toEqual([]);
  });

  test('beyond the number of requests that was allowed', async () => {
    const issuer = await anIssuer();
    const door = await open(issuer.base, { mostRequests: 3 });
    const all = [];
    for (let turn = 0; turn < 5; turn += 1) all.push((await ask(door, '/user')).status);
    expect(all).toEqual([200, 200, 200, 403, 403]);
    expect(issuer.heard).toHaveLength(3);
  });

  test('after the door is closed; what is under way is cut off', async () => {
    const issuer = await anIssuer((_request, response) => void response.write('begun'));
    const door = await open(issuer.base);
    const answer = await ask(door, '/stream');
    await door.close();
    await expect(answer.text()).rejects.toThrow();
    await expect(ask(door, '/user')).rejects.toThrow();
  });
});

test('method, path and status are logged; no value, no handle and no query', async () => {
  const issuer = await anIssuer();
  const door = await open(issuer.base);
  await ask(door, '/user?access_token=hidden');
  await fetch(`${door.baseUrl}/user?key=hidden`);
  expect(door.log.events).toMatchObject([
    { event: 'broker', fields: { method: 'GET', path: '/user', status: 200 } },
    { event: 'broker-refused', fields: { method: 'GET', path: '/user', why: 'handle-missing' } },
  ]);
  const logged = JSON.stringify(door.log.events);
  for (const part of [VALUE, door.handle, 'hidden']) expect(logged).not.toContain(part);
});

test('a tool that goes away in the middle ends the request to the issuer too', async () => {
  let ended = false;
  const issuer = await anIssuer((request, response) => {
    response.write('begun');
    request.once('close', () => (ended = true));
  });
  const door = await open(issuer.base);
  const { port } = new URL(door.baseUrl);
  const headers = { authorization: `Bearer ${door.handle}` };
  const asking = httpRequest({ port, host: '127.0.0.1', path: '/stream', headers }, (answer) => {
    answer.once('data', () => asking.destroy());
  });
  asking.on('error', () => undefined).end();
  await expect.poll(() => ended).toBe(true);
});
