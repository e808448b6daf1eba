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

const SCOPES = ['repo:read', 'repo:write', 'admin'];

/** A real authorization server on loopback, everything in memory. */
export async function serveOidc(): Promise<Oidc> {
  const server = createServer();
  const base = `http://127.0.0.1:${await listen(server)}`;
  const client = { id: 'tokenkeep-test', secret: `not-a-secret-${'0'.repeat(32)}` };
  const provider = new Provider(base, {
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
      introspection: { enabled: true },
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
