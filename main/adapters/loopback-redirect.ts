import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignInFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { urlOf } from './url-of.ts';

export interface LoopbackRedirect {
  /** `http://127.0.0.1:PORT/callback` (RFC 8252 §7.3). */
  readonly uri: string;
  /** The one address that came with the right state; undefined where it was closed before. */
  readonly answer: Promise<URL | undefined>;
  /** The port is gone when this resolves. */
  close(): Promise<void>;
}

const PATH = '/callback';
const MOST_CONNECTIONS = 16;
const MOST_HEADER_BYTES = 16_384;
const HEADERS_MS = 5000;

/**
 * Waits at a random port of this machine for the browser to come back from the issuer. Only who knows the state is heard: anybody else here
 * may knock, is turned away, and ends nothing. What is asked for is handed on and kept nowhere.
 */
export async function awaitRedirect(state: string): Promise<Result<LoopbackRedirect, SignInFailure>> {
  let settle: (url: URL | undefined) => void = () => undefined;
  const answer = new Promise<URL | undefined>((resolve) => (settle = resolve));
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES, headersTimeout: HEADERS_MS }, (request, response) => {
    const url = callbackOf(request, origin);
    if (url === undefined || !isSame(url.searchParams.get('state') ?? '', state)) return turnAway(request, response);
    thank(response, url.searchParams.has('error'));
    response.once('close', () => void close());
    settle(url);
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', (_error, socket) => socket.destroy());

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= end(server, () => settle(undefined)));
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return failed({ code: 'sign-in-failed', said: 'no free port on this machine' });
  }
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return succeeded({ uri: `http://${origin}${PATH}`, answer, close });
}

async function end(server: Server, closed: () => void): Promise<void> {
  closed();
  const gone = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await gone;
}

/** A page of elsewhere whose name was made to lead here comes with that name as its host. */
function callbackOf({ method, url = '', headers }: IncomingMessage, origin: string): URL | undefined {
  if (method !== 'GET' || headers.host !== origin) return undefined;
  const asked = url.startsWith('/') ? urlOf(`http://${origin}${url}`) : undefined;
  return asked?.pathname === PATH && asked.host === origin ? asked : undefined;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  connection: 'close',
};

function thank(response: ServerResponse, isRefusal: boolean): void {
  const words = isRefusal
    ? ['Not signed in', 'The issuer did not grant the sign-in. Tokenkeep tells you more.']
    : ['Back to Tokenkeep', 'The answer has arrived. You can close this page.'];
  response.writeHead(200, HEADERS).end(pageOf(...(words as [string, string])));
}

function turnAway(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(400, HEADERS).end(pageOf('Nothing here', 'This is not the page that Tokenkeep waits for.'));
}

const pageOf = (title: string, words: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;text-align:center}</style>
<h1>${title}</h1><p>${words}</p></html>
`;
