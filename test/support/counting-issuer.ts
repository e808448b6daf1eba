import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface Heard {
  readonly method: string;
  readonly path: string;
  /** Which token asked. Test values only, in the memory of the test alone. */
  readonly authorization: string;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly delayMs?: number;
}

export interface CountingIssuer {
  readonly host: string;
  readonly heard: Heard[];
  /** The most that were ever under way at once. */
  mostAtOnce(): number;
  answer: (heard: Heard) => Answered;
}

/** What GitHub says to a token that lives. */
export const LIVES: Answered = {
  status: 200,
  headers: { 'x-oauth-scopes': 'read:user' },
  body: { login: 'octo', id: 1 },
};
export const BAD_CREDENTIALS: Answered = { status: 401, body: { message: 'Bad credentials' } };

/** The values of these tests are mostly zeros; one that was made up from them is not. */
const livesIfGiven = ({ authorization }: Heard): Answered => (/0{20}/.test(authorization) ? LIVES : BAD_CREDENTIALS);

/** A local issuer that counts, and answers as it is told. */
export async function startCountingIssuer(answer: CountingIssuer['answer'] = livesIfGiven): Promise<CountingIssuer> {
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    void (async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      const heard = hear(request);
      issuer.heard.push(heard);
      const { status, headers = {}, body = {}, delayMs = 0 } = issuer.answer(heard);
      if (delayMs > 0) await pause(delayMs);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      underWay -= 1;
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer: CountingIssuer = {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: [],
    mostAtOnce: () => most,
    answer,
  };
  return issuer;
}

function hear(request: IncomingMessage): Heard {
  request.resume();
  return { method: request.method ?? '', path: request.url ?? '', authorization: request.headers.authorization ?? '' };
}
