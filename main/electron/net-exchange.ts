import { net, session, type ClientRequest, type IncomingMessage, type Session } from 'electron';
import { Readable } from 'node:stream';
import { invariant } from '../../shared/invariant.ts';
import type { Exchange, Exchanged, PlainRequest } from '../domain/http-port.ts';

type Headers = Readonly<Record<string, string>>;

/** What Chromium finds by itself: it refuses to be told a length, and unpacks only what it asked to be packed. */
const ITS_OWN = new Set(['content-length', 'accept-encoding']);
const MOST_GATHERED_BYTES = 1_048_576;

/** What to sign in with at a proxy, by its `host:port`; undefined where nothing is known. */
type ProxyLogin = (at: string) => { readonly username: string; readonly password: string } | undefined;

/** Chromium's network with the system's proxy and certificates; no cookies, no cache, no sign-in prompt, no redirect followed. */
export const createNetExchange =
  (login: ProxyLogin): Exchange =>
  (asked, halt) =>
    new Promise((resolve) => {
      const request = begin(asked);
      if (request === undefined) return resolve({ kind: 'failed', code: 'ERR_INVALID_ARGUMENT' });
      request.on('response', (response) => resolve(answered(request, response)));
      // To abort here is to decline: the redirect itself is the answer.
      request.on('redirect', (status, _method, _url, headers) => {
        resolve({ kind: 'response', status, headers: joined(headers), body: Readable.from([]) });
        request.abort();
      });
      let offered = false;
      request.on('login', ({ isProxy, host, port }, answer) => {
        const known = isProxy && !offered ? login(`${host}:${port}`) : undefined;
        offered = true;
        answer(known?.username, known?.password);
      });
      request.on('error', (error) => resolve({ kind: 'failed', code: codeOf(error) }));
      request.on('abort', () => resolve({ kind: 'failed', code: 'net::ERR_ABORTED' }));
      const stop = (): void => request.abort();
      if (halt.aborted) stop();
      else halt.addEventListener('abort', stop, { once: true });
      void write(request, asked).catch(stop);
    });

/** Chromium takes a body of unknown length only in chunks, which not every server does; one of a known, moderate length it gathers first. */
async function write(request: ClientRequest, { body, headers }: PlainRequest): Promise<void> {
  if (body !== undefined && typeof body !== 'string') {
    request.chunkedEncoding = Number(headers['content-length'] ?? Infinity) > MOST_GATHERED_BYTES;
    for await (const chunk of body) await taken(request, chunk);
  } else if (body !== undefined) request.write(body);
  request.end();
}

const taken = (request: ClientRequest, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve) => request.write(Buffer.from(chunk), undefined, () => resolve()));

const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https', SOCKS: 'socks4', SOCKS5: 'socks5' };

/** The system's proxy for an address, as an address; undefined where it is asked directly. */
export async function systemProxy(url: string): Promise<string | undefined> {
  const [first = ''] = (await quietSession().resolveProxy(url)).split(';');
  const [kind = '', at] = first.trim().split(' ');
  return at === undefined ? undefined : `${SCHEMES[kind] ?? 'http'}://${at}`;
}

const quietSession = (): Session => session.fromPartition('issuers', { cache: false });

/** Undefined where Chromium does not take the address or a header. */
function begin({ method, url, headers }: PlainRequest): ClientRequest | undefined {
  try {
    const request = net.request({
      method,
      url,
      session: quietSession(),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
    for (const [name, value] of Object.entries(headers)) if (!ITS_OWN.has(name)) request.setHeader(name, value);
    return request;
  } catch {
    return undefined;
  }
}

function answered(request: ClientRequest, response: IncomingMessage): Exchanged {
  return {
    kind: 'response',
    status: response.statusCode,
    headers: decoded(joined(response.headers)),
    body: bodyOf(request, response),
  };
}

async function* bodyOf(request: ClientRequest, response: IncomingMessage): AsyncGenerator<Uint8Array> {
  invariant(response instanceof Readable, 'a response is a stream');
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw Object.assign(new Error('body broke off'), { code: codeOf(error) });
  } finally {
    request.abort();
  }
}

/** Chromium has unpacked the body already. */
function decoded(headers: Headers): Headers {
  const { 'content-encoding': encoding, 'content-length': _length, ...rest } = headers;
  return encoding === undefined ? headers : rest;
}

function joined(headers: Readonly<Record<string, string | string[]>>): Headers {
  const pairs = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(pairs);
}

/** Chromium puts its code into the message, and may add the address there: only the code is taken. */
function codeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return /net::ERR_\w+/.exec(message)?.[0] ?? 'ERR_UNEXPECTED';
}
