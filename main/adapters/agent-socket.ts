import { chmodSync } from 'node:fs';
import { once } from 'node:events';
import net, { type Server, type Socket } from 'node:net';
import type { AgentFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { SocketPlace } from '../../shared/socket.ts';
import type { Log } from '../domain/ports.ts';
import type { Answer } from './agent-answers.ts';
import { preparePlace } from './agent-place.ts';
import { readRequest } from './agent-request.ts';
import { createTurns } from './turns.ts';

interface AgentParts {
  readonly place: SocketPlace;
  readonly answer: Answer;
  readonly log: Log;
}

/** Requests that are being answered; the rest wait their turn. */
const MOST_AT_WORK = 64;
/** Connections that are open; the one that has waited longest with no whole request makes room for the next. */
const MOST_OPEN = 1200;
/** A burst of callers waits in the system's queue rather than being refused. */
const BACKLOG = 2048;
const REQUEST_MS = 5000;
/** How long a caller may leave its answer unread. */
const UNREAD_MS = 10_000;
const LINGER_MS = 500;
const LAST_ANSWERS_MS = 1000;

/**
 * Answers programs of this user: one line of JSON in, one out, then the connection is closed. Nobody who is slow, silent or talks
 * nonsense holds up anybody else. The end waits a moment for answers under way.
 */
export async function serveAgent({ place, answer, log }: AgentParts): Promise<Result<End, AgentFailure>> {
  const ready = await preparePlace(place);
  if (!ready.ok) return ready;
  const turns = createTurns(MOST_AT_WORK);
  const open = new Set<Socket>();
  const reading = new Set<Socket>();

  async function converse(socket: Socket): Promise<void> {
    // Only one that has not asked yet may be put out: a caller that has asked is answered.
    const [oldest] = reading;
    if (open.size >= MOST_OPEN) oldest?.destroy();
    open.add(socket);
    reading.add(socket);
    const request = await readRequest(socket, REQUEST_MS);
    reading.delete(socket);
    if (request.kind === 'gone') return void socket.destroy();
    if (request.kind === 'request') return finish(socket, await turns.take('agent', () => answer(request.message)));
    log.note('agent-request-refused', { need: request.failure.need });
    finish(socket, failed(request.failure));
  }

  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    void converse(socket);
  });
  const listening = await listen(server, place);
  if (!listening.ok) return listening;
  server.on('error', () => log.note('agent-socket-error'));
  let ending: Promise<void> | undefined;
  return succeeded(() => (ending ??= close(server, open, reading)));
}

/** What the caller still sends is taken and dropped for a moment: cut off while it writes, it would not read the answer. */
function finish(socket: Socket, reply: unknown): void {
  socket.setTimeout(UNREAD_MS, () => socket.destroy());
  socket.resume();
  socket.end(`${JSON.stringify(reply)}\n`, () => void setTimeout(() => socket.destroy(), LINGER_MS).unref());
}

async function listen(server: Server, { folder, path }: SocketPlace): Promise<Result<void, AgentFailure>> {
  const isFile = folder !== '';
  // Binding happens within `listen`, so that the mask is back before anything else makes a file.
  const mask = isFile ? process.umask(0o177) : 0;
  server.listen({ path, backlog: BACKLOG });
  if (isFile) process.umask(mask);
  try {
    await once(server, 'listening');
    if (isFile) chmodSync(path, 0o600);
    return succeeded(undefined);
  } catch (error) {
    server.close();
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    return failed({ code: 'agent-place-refused', place: path, why: inUse ? 'in-use' : 'unwritable' });
  }
}

async function close(server: Server, open: ReadonlySet<Socket>, reading: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of reading) socket.destroy();
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([closed, new Promise<void>((resolve) => (timer = setTimeout(resolve, LAST_ANSWERS_MS)))]);
  clearTimeout(timer);
  for (const socket of open) socket.destroy();
}
