import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An issuer of this process, on loopback, that answers as GitLab does when it is asked after a token. */
export interface LocalIssuer {
  readonly base: string;
  /** A value that it takes from now on; obviously none of a real issuer. */
  issue(): string;
  revoke(value: string): void;
  /** It has an outage: every question is answered by a gateway that gave up. */
  fail(isFailing: boolean): void;
  /** Questions that could have changed something. */
  changes(): number;
  close(): Promise<void>;
}

/** How long its tokens live. */
const LIFE_MS = 180 * 86_400_000;
const SELF = '/api/v4/personal_access_tokens/self';

export async function openLocalIssuer(): Promise<LocalIssuer> {
  const values = new Map<string, 'active' | 'revoked'>();
  const end = new Date(Date.now() + LIFE_MS).toISOString().slice(0, 10);
  let isFailing = false;
  let changes = 0;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    if (request.method !== 'GET') changes += 1;
    if (isFailing) return say(response, 503, { message: 'unavailable' });
    const given = request.headers['private-token'];
    const state = typeof given === 'string' ? values.get(given) : undefined;
    if (request.url !== SELF || state !== 'active') return say(response, 401, refusalOf(state));
    say(response, 200, { ...FACTS, expires_at: end });
  }

  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    issue() {
      const value = `glpat-drill${String(values.size).padStart(15, '0')}`;
      values.set(value, 'active');
      return value;
    },
    revoke: (value) => void values.set(value, 'revoked'),
    fail(failing) {
      isFailing = failing;
    },
    changes: () => changes,
    async close() {
      const gone = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await gone;
    },
  };
}

const FACTS = {
  id: 1,
  user_id: 1,
  name: 'drill',
  revoked: false,
  active: true,
  scopes: ['read_api'],
};

const refusalOf = (state: 'revoked' | 'active' | undefined) =>
  state === 'revoked'
    ? { error: 'invalid_token', error_description: 'Token was revoked. You have to re-authorize from the user.' }
    : { message: '401 Unauthorized' };

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
