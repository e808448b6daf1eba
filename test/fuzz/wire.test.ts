import net from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, test } from 'vitest';
import { awaitRedirect } from '../../main/adapters/loopback-redirect.ts';
import { createHttp } from '../../main/adapters/http.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import { systemClock } from '../../main/adapters/clock.ts';
import { Secret } from '../../main/domain/secret.ts';
import { memoryLog } from '../support/memory-ports.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { spoiledBytes } from './spoiled.ts';

const answer = (head: string, body: string): string =>
  `HTTP/1.1 200 OK\r\n${head}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
const ANSWERS = [
  answer('Content-Type: application/json\r\n', '{"login":"octo"}'),
  answer('Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nSet-Cookie: a=b\r\n', `{"message":"${CANARY}"}`),
  'HTTP/1.1 302 Found\r\nLocation: https://elsewhere.test/\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
];

let says: Buffer = Buffer.alloc(0);
const server = net.createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', () => socket.end(says));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

test('whatever bytes come from where an issuer should be, there is an answer or a silence, and the log has no value', async () => {
  const log = memoryLog();
  const http = createHttp({ exchange: createUndiciExchange(), clock: systemClock, log });
  const { port } = server.address() as net.AddressInfo;
  await fuzz('the bytes of an issuer', spoiledBytes(ANSWERS), async (bytes) => {
    says = bytes;
    const outcome = await http.send({
      method: 'GET',
      url: `http://127.0.0.1:${port}/user?token={value}`,
      inUrl: { value: new Secret(CANARY) },
      headers: { authorization: new Secret(`Bearer ${CANARY}`) },
    });
    holds(outcome.kind === 'silent' || (outcome.status >= 100 && outcome.status <= 999), 'it is no status');
    return [outcome.kind === 'silent' ? outcome : outcome.status, log.events.slice(-5)];
  });
});

const KNOCKS = [
  `GET /callback?state=guessed&code=${CANARY} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  'POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc',
  'GET http://elsewhere.test/callback?state=a HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n',
  'CONNECT a:1 HTTP/1.1\r\n\r\n',
];

test('whoever knocks where a browser is to come back, and does not know the state, ends nothing', async () => {
  const redirect = await awaitRedirect(CANARY.slice(4));
  if (!redirect.ok) throw new Error(redirect.failure.code);
  let isAnswered = false;
  void redirect.value.answer.then(() => (isAnswered = true));
  const port = Number(new URL(redirect.value.uri).port);
  await fuzz('a knock where a browser comes back', spoiledBytes(KNOCKS), async (bytes) => {
    // The state itself may have got in by an edit, and then it would be right to answer.
    const knock = Buffer.from(bytes.toString('latin1').replaceAll(CANARY, 'x'), 'latin1');
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => undefined).on('close', () => resolve(text));
      socket.setEncoding('latin1').on('data', (part: string) => (text += part));
      socket.end(knock);
    });
    holds(!isAnswered, 'it was taken for the browser');
    return heard;
  });
  await redirect.value.close();
});
