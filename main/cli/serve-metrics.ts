import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { exits, type Exit } from './exit-status.ts';
import { answer, error } from './speak.ts';

const CONTENT_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const MOST_CONNECTIONS = 8;

/** A page on loopback for a monitoring program on this machine, until a signal. It answers one address and nothing else. */
export async function serveMetrics(port: string, read: () => Promise<Result<string, Failure>>): Promise<Exit> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    error('--listen takes a port from 0 to 65535');
    return exits.usage;
  }
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000 }, (request, response) => {
    void serve(request, response);
  });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const status = refusalOf(request, (server.address() as AddressInfo).port);
    if (status !== undefined) return void response.writeHead(status).end();
    const reading = await read();
    if (reading.ok) response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(reading.value);
    // Said as a gap: a monitoring program takes it for what it is.
    else response.writeHead(503).end();
  }
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', (_error, socket) => socket.destroy());
  try {
    server.listen(Number(port), '127.0.0.1');
    await once(server, 'listening');
  } catch {
    error(`port ${port} cannot be had on this machine`);
    return exits.failed;
  }
  answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  server.close();
  return exits.done;
}

/** A page of elsewhere, whose name was made to lead here, comes with that name as its host. */
function refusalOf({ method, url, headers }: IncomingMessage, port: number): number | undefined {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return 403;
  if (url !== '/metrics') return 404;
  return method === 'GET' ? undefined : 405;
}
