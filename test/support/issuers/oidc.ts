import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { listen } from './loopback.ts';

export interface Oidc {
  /** The issuer; its introspection endpoint is named by its discovery document. */
  readonly base: string;
  /** A client that may ask for introspection. */
  readonly client: { readonly id: string; readonly secret: string };
  /** An access token that lives. */
  mint(scope: string, lifeSeconds: number): Promise<string>;
  revoke(value: string): Promise<void>;
  close(): Promise<void>;
}

/** Everything in memory, with no end to how many: the built-in one forgets all but the last thousand. Lives are told in the payload. */
function memory(store: Map<string, object>, kind: string) {
  const key = (id: string) => `${kind}:${id}`;
  return {
    upsert: async (id: string, payload: object) => void store.set(key(id), payload),
    find: async (id: string) => store.get(key(id)),
    destroy: async (id: string) => void store.delete(key(id)),
  };
}

const SCOPES = ['repo:read', 'repo:write', 'admin'];

/** A real authorization server on loopback. */
export async function serveOidc(): Promise<Oidc> {
  const server = createServer();
  const base = `http://127.0.0.1:${await listen(server)}`;
  const client = { id: 'tokenkeep-test', secret: `not-a-secret-${'0'.repeat(32)}` };
  const store = new Map<string, object>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(base, {
    adapter: (kind: string) => memory(store, kind),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: SCOPES.join(' '),
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: SCOPES,
    cookies: { keys: ['loopback'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
    },
  });
  server.on('request', provider.callback());
  return {
    base,
    client,
    mint: async (scope, lifeSeconds) => {
      const found = await provider.Client.find(client.id);
      if (found === undefined) throw new Error('the test client is missing');
      return new provider.ClientCredentials({ client: found, scope, expiresIn: lifeSeconds }).save();
    },
    revoke: async (value) => (await provider.ClientCredentials.find(value))?.destroy(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
