import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttp } from '../../main/adapters/http.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { Exchange, HttpRequest } from '../../main/domain/http-port.ts';
import { Secret } from '../../main/domain/secret.ts';
import { instant } from '../../shared/time.ts';
import { VERSION } from '../../shared/version.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const lines: string[] = [];
const log = { note: (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields })) };
const clock = { now: () => instant(1_798_761_600_000) };
const http = (limits: { deadlineMs?: number; mostBytes?: number; perHost?: number; exchange?: Exchange } = {}) =>
  createHttp({ exchange: createUndiciExchange({}), clock, log, ...limits });
const get = (url: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({ method: 'GET', url, headers });

test('an issuer that has an address of IPv6 alone is reached', async () => {
  const server = createServer((_request, response) => response.end('{}')).listen(0, '::1');
  await once(server, 'listening');
  ends.push(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await http().send(get(`http://[::1]:${port}/user`))).toMatchObject({ kind: 'answered', status: 200 });
});

describe('an answer', () => {
  test('comes with status, lower-case headers, body, and the time it came', async () => {
    const base = await serve((request, response) => {
      response.writeHead(401, { 'X-RateLimit-Reset': '17', 'Set-Cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ agent: request.headers['user-agent'], key: request.headers['private-token'] }));
    });
    const outcome = await http().send(get(base, { 'PRIVATE-TOKEN': new Secret('glpat-' + '0'.repeat(20)) }));
    expect(outcome).toMatchObject({ kind: 'answered', at: 1_798_761_600_000, status: 401, cut: false });
    expect(outcome).toHaveProperty(['headers', 'x-ratelimit-reset'], '17');
    expect(outcome).toHaveProperty(
      'body',
      JSON.stringify({ agent: `tokenkeep/${VERSION}`, key: 'glpat-' + '0'.repeat(20) }),
    );
  });

  test('may be a redirect, which is not followed: the token goes nowhere else', async () => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await http().send(get(`${base}/user`))).toMatchObject({
      kind: 'answered',
      status: 302,
      headers: { location: '/elsewhere' },
    });
    expect(asked).toEqual(['/user']);
  });

  test('is cut at the limit, and the rest is not waited for', async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => void response.write('x'.repeat(65_536), () => response.destroyed || setImmediate(more));
      more();
    });
    const outcome = await http({ mostBytes: 100_000 }).send(get(base));
    expect(outcome).toMatchObject({ kind: 'answered', cut: true });
    expect(outcome).toHaveProperty('body.length', 100_000);
  });

  test('sends the body of a form whose fields are secret', async () => {
    const base = await serve((request, response) => request.pipe(response));
    const form: HttpRequest = {
      method: 'POST',
      url: base,
      headers: { 'content-type': 'text/plain' },
      body: new Secret('token=' + '0'.repeat(9)),
    };
    expect(await http().send(form)).toHaveProperty('body', 'token=000000000');
  });
});

describe('silence', () => {
  test('is a timeout where the headers do not come', async () => {
    const base = await serve(() => undefined);
    expect(await http({ deadlineMs: 80 }).send(get(base))).toMatchObject({
      kind: 'silent',
      cause: 'timeout',
      code: 'DEADLINE',
    });
  });

  test('is a timeout where the body does not end', async () => {
    const base = await serve((_request, response) => void response.writeHead(200).write('{'));
    expect(await http({ deadlineMs: 150 }).send(get(base))).toMatchObject({ kind: 'silent', cause: 'timeout' });
  });

  test('of a connection that died while the machine slept costs one request its deadline, and no more than that one', async () => {
    const used = new Set<unknown>();
    const base = await serve(({ socket }, response) => {
      // What was answered once never answers again.
      if (used.has(socket)) return;
      used.add(socket);
      response.end('{}');
    });
    const quick = http({ deadlineMs: 1000 });
    const kinds: string[] = [];
    for (let n = 0; n < 5; n += 1) kinds.push((await quick.send(get(base))).kind);
    expect(kinds[0]).toBe('answered');
    // Each that died had been answered through before.
    expect(kinds.filter((kind) => kind === 'silent').length).toBeLessThanOrEqual(used.size);
    expect(used.size).toBeGreaterThanOrEqual(2);
  });

  test('is a timeout where the network stack itself hangs', async () => {
    const hung: Exchange = () => new Promise(() => undefined);
    expect(await http({ deadlineMs: 50, exchange: hung }).send(get('https://issuer.test'))).toMatchObject({
      cause: 'timeout',
    });
  });

  test('is all there is of a request whose time was over when its turn came', async () => {
    let asked = 0;
    const base = await serve((_request, response) => {
      asked += 1;
      setTimeout(() => response.end('{}'), 60);
    });
    const one = http({ perHost: 1 });
    const soon = { ...get(base), notAfter: instant(clock.now() + 30) };
    const [first, second] = await Promise.all([one.send(soon), one.send(soon)]);
    expect([first.kind, second, asked]).toMatchObject(['answered', { kind: 'silent', code: 'TOO_LATE' }, 1]);
    expect(await http().send({ ...get(base), notAfter: clock.now() })).toMatchObject({ code: 'TOO_LATE' });
  });

  test('is an outage where nobody listens', async () => {
    const base = await serve(() => undefined);
    for (const end of ends.splice(0)) end();
    expect(await http().send(get(base))).toMatchObject({ kind: 'silent', cause: 'outage', code: 'ECONNREFUSED' });
  });

  test('is an outage where the connection breaks before or within the answer', async () => {
    const before = await serve((request) => void request.socket.resetAndDestroy());
    const within = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => request.socket.destroy());
    });
    expect(await http().send(get(before))).toMatchObject({ kind: 'silent', cause: 'outage' });
    expect(await http().send(get(within))).toMatchObject({ kind: 'silent', cause: 'outage' });
  });

  test('is unexpected where the answer is not HTTP', async () => {
    const server = net.createServer((socket) => socket.end('SSH-2.0-x\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => server.close());
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await http().send(get(base))).toMatchObject({ kind: 'silent', cause: 'unexpected' });
  });

  test('means offline where the name does not resolve', async () => {
    expect(await http().send(get('https://no-such-issuer.invalid'))).toMatchObject({
      kind: 'silent',
      cause: 'offline',
    });
  });
});

describe('what is refused before it leaves', () => {
  test.each([
    'http://issuer.test/user',
    'ftp://127.0.0.1/',
    'https://a:b@issuer.test/',
    'no address',
    'http://127.0.0.1.issuer.test/',
  ])('%s', async (url) => {
    const never: Exchange = () => expect.unreachable();
    expect(await http({ exchange: never }).send(get(url))).toMatchObject({
      cause: 'unexpected',
      code: 'ADDRESS_REFUSED',
    });
  });

  test.each(['a\r\nhost: issuer.test', 'a\u0000', 'tab\there', 'wide\u200b'])(
    'a header value like %j',
    async (value) => {
      const never: Exchange = () => expect.unreachable();
      const asked = http({ exchange: never }).send(get('https://issuer.test', { authorization: new Secret(value) }));
      expect(await asked).toMatchObject({ cause: 'unexpected', code: 'HEADER_REFUSED' });
    },
  );
});

test('two at a time per host, first come first served, and other hosts are not held up', async () => {
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const exchange: Exchange = ({ url }) =>
    new Promise((resolve) => {
      started.push(url);
      finish.push(() => resolve({ kind: 'failed', code: 'ECONNREFUSED' }));
    });
  const asking = http({ exchange });
  const all = ['a/1', 'a/2', 'a/3', 'a/4', 'b/1'].map((path) =>
    asking.send(get(`https://${path.replace('/', '.test/')}`)),
  );
  expect(started).toEqual(['https://a.test/1', 'https://a.test/2', 'https://b.test/1']);
  finish.shift()?.();
  await all[0];
  expect(started.slice(3)).toEqual(['https://a.test/3']);
  while (finish.length > 0) {
    finish.shift()?.();
    await new Promise(setImmediate);
  }
  expect((await Promise.all(all)).length).toBe(5);
});

test('the log names the host and neither path, query nor header', async () => {
  lines.length = 0;
  const base = await serve((_request, response) => void response.end());
  const canary = 'ghp_' + '0'.repeat(36);
  await http().send(
    get(`${base}/bot${canary}/me?access_token=${canary}#${canary}`, { authorization: new Secret(`Bearer ${canary}`) }),
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('127.0.0.1');
  expect(lines.join()).not.toContain('ghp_');
});
