import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an issuer sees it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON. */
  readonly body?: string | object;
  /** `hang` never answers; `cut` closes the connection in the middle of the body. */
  readonly fault?: 'hang' | 'cut';
}

export interface Loopback {
  /** No slash at its end. */
  readonly base: string;
  /** Every request so far, oldest first. */
  readonly seen: readonly Seen[];
  /** Answers all requests with this instead, until told otherwise: an outage, a portal, a limit. */
  insteadAlways(reply: Reply | undefined): void;
  close(): Promise<void>;
}

/** An HTTP server on loopback, at a port of its own. */
export async function serveLoopback(answer: (seen: Seen) => Reply): Promise<Loopback> {
  const seen: Seen[] = [];
  let instead: Reply | undefined;
  const server = createServer((request, response) => {
    void receive(request).then((one) => {
      seen.push(one);
      send(response, instead ?? answer(one));
    });
  });
  const port = await listen(server);
  return {
    base: `http://127.0.0.1:${port}`,
    seen,
    insteadAlways: (reply) => {
      instead = reply;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', 'http://loopback');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body };
}

function send(response: ServerResponse, { status, headers = {}, body = '', fault }: Reply): void {
  if (fault === 'hang') return;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text) + (fault === 'cut' ? 1 : 0),
    ...headers,
  });
  response.write(text, () => {
    if (fault === 'cut') response.destroy();
    else response.end();
  });
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
