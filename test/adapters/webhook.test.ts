import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../main/adapters/clock.ts';
import { createHttp } from '../../main/adapters/http.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import { createWebhook } from '../../main/adapters/webhook.ts';
import { Secret } from '../../main/domain/secret.ts';
import { memoryLog } from '../support/memory-ports.ts';

async function receiver(status: number, headers: Record<string, string> = {}) {
  const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push({ headers: request.headers, body });
      response.writeHead(status, headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const log = memoryLog();
const webhook = createWebhook({
  http: createHttp({ exchange: createUndiciExchange(), clock: systemClock, log }),
  clock: systemClock,
});
const KEY = `not-a-key-${'0'.repeat(12)}`;
const post = (url: string) => webhook.post({ url, key: new Secret(KEY), id: 'n1', body: '{"version":1}' });

test('what is posted is signed over its moment and its body, so that whoever hears it can prove both', async () => {
  const { heard, url } = await receiver(204);
  expect(await post(url)).toBe(true);
  const [{ headers, body } = { headers: {} as IncomingHttpHeaders, body: '' }] = heard;
  const [, at = '', given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['tokenkeep-signature'])) ?? [];
  expect(given).toBe(createHmac('sha256', KEY).update(`${at}.${body}`).digest('hex'));
  expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60);
  expect([headers['tokenkeep-delivery'], headers['content-type']]).toEqual(['n1', 'application/json']);
  expect(JSON.stringify([heard, log.events])).not.toContain(KEY);
});

test('a redirect is not followed, and no is no', async () => {
  const there = await receiver(204);
  const here = await receiver(307, { location: there.url });
  expect(await post(here.url)).toBe(false);
  expect(there.heard).toEqual([]);
  expect(await post((await receiver(500)).url)).toBe(false);
  expect(await post('http://hooks.example.org/')).toBe(false);
});
