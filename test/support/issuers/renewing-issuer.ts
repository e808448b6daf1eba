import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { listen } from './loopback.ts';
import { oidcStorage } from './oidc-storage.ts';

export interface RenewingIssuer {
  readonly base: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Accounts whose refresh token was taken and rotated, oldest first. */
  readonly rotations: readonly { readonly account: string; readonly at: number }[];
  /** How often a refresh was refused; one of a spent token ends its whole family. */
  readonly refusals: readonly string[];
  /** Requests of any kind to its token endpoint that arrived. */
  posts(): number;
  /** Signs a person in, as it were; where a length is named, to a first value that lives so long. */
  account(name: string, firstSeconds?: number): Promise<{ readonly access: string; readonly refresh: string }>;
  lives(access: string): Promise<boolean>;
  /** From now on it takes this long to hand out a token. */
  takes(delayMs: number): void;
  /** Nobody listens any more. What is under way comes to its end first, or is cut off where that is asked for. */
  stop(how?: 'cut'): Promise<void>;
  /** Begins anew over what it kept. */
  start(): Promise<void>;
}

/**
 * A real authorization server on loopback that rotates refresh tokens and ends the family of one that comes twice. It takes its time to
 * hand out a token, where that is asked for.
 */
export async function serveRenewing(accessSeconds: number, firstDelayMs = 0): Promise<RenewingIssuer> {
  const adapter = oidcStorage();
  const client = { id: 'keeper', secret: `not-a-secret-${'0'.repeat(32)}` };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
  const rotations: { account: string; at: number }[] = [];
  const refusals: string[] = [];
  let posts = 0;
  let delayMs = firstDelayMs;
  let server: Server = createServer();
  const port = await listen(server);
  const base = `http://127.0.0.1:${port}`;

  function build(): Provider {
    const provider = new Provider(base, {
      adapter,
      jwks: { keys: [jwk] },
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          grant_types: ['authorization_code', 'refresh_token'],
          redirect_uris: ['http://127.0.0.1/callback'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
      scopes: ['openid', 'offline_access', 'repo:read'],
      ttl: { AccessToken: accessSeconds, RefreshToken: 86_400, Grant: 86_400 },
      rotateRefreshToken: true,
      cookies: { keys: ['loopback'] },
      findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      features: { devInteractions: { enabled: false }, introspection: { enabled: true, allowedPolicy: () => true } },
    });
    provider.on('grant.success', ({ oidc }) => {
      rotations.push({ account: oidc.entities.Account?.accountId ?? '', at: Date.now() });
    });
    provider.on('grant.error', (_context, error) => void refusals.push(error.error_description ?? error.message));
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (request.url === '/token') posts += 1;
      if (delayMs === 0 || request.url !== '/token') answer(request, response);
      // Nobody waits any more for what was cut off: it did not take place.
      else setTimeout(() => request.destroyed || answer(request, response), delayMs);
    });
    return provider;
  }
  let provider = build();

  return {
    base,
    client,
    rotations,
    refusals,
    posts: () => posts,
    takes: (ms) => void (delayMs = ms),
    async account(name, firstSeconds = accessSeconds) {
      const found = await provider.Client.find(client.id);
      if (found === undefined) throw new Error('the test client is missing');
      const grant = new provider.Grant({ clientId: client.id, accountId: name });
      grant.addOIDCScope('openid offline_access repo:read');
      const grantId = await grant.save();
      const facts = {
        client: found,
        accountId: name,
        grantId,
        gty: 'authorization_code',
        scope: 'offline_access repo:read',
      };
      const refresh = await new provider.RefreshToken(facts).save();
      const first = new provider.AccessToken({ ...facts, expiresIn: firstSeconds });
      return { access: await first.save(), refresh };
    },
    lives: async (access) => (await provider.AccessToken.find(access)) !== undefined,
    stop: (how) =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (how === 'cut') server.closeAllConnections();
        else server.closeIdleConnections();
      }),
    async start() {
      server = createServer();
      provider = build();
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
  };
}
