import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failed, succeeded } from '../../shared/result.ts';
import { isAllowed, isPlainPath } from '../domain/broker-rules.ts';
import type { Broker, BrokerSession } from '../domain/broker-port.ts';
import type { Exchange } from '../domain/http-port.ts';
import type { Log } from '../domain/ports.ts';
import { forward } from './broker-forward.ts';
import { freshHandle, headersWith } from './broker-handle.ts';
import { refuseRequest, type BrokerRefusal } from './broker-refusal.ts';
import { reasonOf } from './file-reason.ts';

interface BrokerParts {
  readonly exchange: Exchange;
  readonly log: Log;
}

const MOST_CONNECTIONS = 64;
const MOST_HEADER_BYTES = 32_768;
const HEADERS_MS = 10_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A server on loopback for each session. Whoever knows the handle may make the session's requests, and nobody may do anything else. */
export function createBroker(parts: BrokerParts): Broker {
  return {
    async open(session) {
      const handle = freshHandle();
      let used = 0;
      const server = createServer(
        { maxHeaderSize: MOST_HEADER_BYTES, headersTimeout: HEADERS_MS, requestTimeout: 0 },
        (request, response) => void serve(request, response),
      );

      async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const handled = headersWith(handle, request.headers);
        const refusal = refusalOf(request, { session, handled, place, isSpent: used >= session.mostRequests });
        if (refusal !== undefined) return turnAway(request, response, refusal);
        used += 1;
        await passOn(request, response, { ...parts, session, handled, baseUrl: `http://${place}` });
      }

      server.maxConnections = MOST_CONNECTIONS;
      server.on('clientError', (_error, socket) => socket.destroy());
      server.on('connect', (_request, socket) => socket.destroy());
      server.on('upgrade', (_request, socket) => socket.destroy());
      const failure = await listen(server);
      if (failure !== undefined) return failed({ code: 'broker-failed', reason: failure });
      const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return succeeded({ baseUrl: `http://${place}`, handle, close: () => close(server) });
    },
  };

  function turnAway(request: IncomingMessage, response: ServerResponse, why: BrokerRefusal): void {
    request.resume();
    parts.log.note('broker-refused', { why, method: request.method ?? '', path: pathOf(request) });
    refuseRequest(response, why);
  }
}

async function listen(server: Server): Promise<string | undefined> {
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return reasonOf(error) ?? 'no free port on this machine';
  }
}

async function close(server: Server): Promise<void> {
  const gone = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await gone;
}

interface Asked {
  readonly session: BrokerSession;
  readonly handled: readonly string[];
  readonly place: string;
  readonly isSpent: boolean;
}

function refusalOf(request: IncomingMessage, { session, handled, place, isSpent }: Asked): BrokerRefusal | undefined {
  if (handled.length === 0) return 'handle-missing';
  if (!isForHere(request, place)) return 'other-host';
  const { method = '' } = request;
  const path = pathOf(request);
  if (!isPlainPath(path) || !/^[\x21-\x7e]*$/.test(request.url ?? '')) return 'path-unclear';
  if (!METHODS.has(method) || !isAllowed(session.allow, method, path)) return 'not-allowed';
  return isSpent ? 'too-many' : undefined;
}

/** A page of elsewhere, whose name was made to lead here, comes with that name as its host. */
const isForHere = ({ headers, url = '' }: IncomingMessage, place: string): boolean =>
  url.startsWith('/') && (headers.host === place || headers.host === place.replace('127.0.0.1', 'localhost'));

const pathOf = ({ url = '' }: IncomingMessage): string => url.replace(/[?#].*$/s, '').slice(0, 8000);

interface Passing extends BrokerParts {
  readonly session: BrokerSession;
  readonly handled: readonly string[];
  readonly baseUrl: string;
}

async function passOn(request: IncomingMessage, response: ServerResponse, passing: Passing): Promise<void> {
  const { exchange, log, session, handled, baseUrl } = passing;
  const { method = '' } = request;
  const path = pathOf(request);
  const present = await session.present();
  if (!present.ok) {
    request.resume();
    return refuseRequest(response, 'token-unavailable', present.failure.code);
  }
  const { base } = session;
  const sent = await forward(request, response, { exchange, base, baseUrl, present: present.value, handled });
  const about = { host: base.replace(/^https?:\/\//, ''), method, path };
  if (sent.kind === 'failed') {
    log.note('broker', { ...about, code: sent.code });
    return refuseRequest(response, 'issuer-silent', sent.code);
  }
  log.note('broker', { ...about, status: sent.status });
  session.called({ method, path, status: sent.status });
}
