import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { listen } from './loopback.ts';

export interface SignInIssuer {
  readonly base: string;
  /** Has no secret, and people sign in by it. */
  readonly app: string;
  /** Has a secret and signs itself in. */
  readonly machine: { readonly id: string; readonly secret: string };
  /** Every request so far, as `POST /token`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A real authorization server on loopback where people can sign in, by browser or with a device code. */
export async function serveSignIn(): Promise<SignInIssuer> {
  const server = createServer();
  const base = `http://127.0.0.1:${await listen(server)}`;
  const machine = { id: 'machine', secret: `not-a-secret-${'0'.repeat(32)}` };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(base, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: 'app',
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: ['http://127.0.0.1/callback'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
      {
        client_id: machine.id,
        client_secret: machine.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: ['openid', 'offline_access', 'repo:read'],
    ttl: { AccessToken: 3600, ClientCredentials: 600, DeviceCode: 600 },
    cookies: { keys: ['loopback'] },
    findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
    },
  });
  const asked: string[] = [];
  const answer = provider.callback();
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${(request.url ?? '').replace(/\?.*/, '')}`);
    answer(request, response);
  });
  return {
    base,
    app: 'app',
    machine,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
