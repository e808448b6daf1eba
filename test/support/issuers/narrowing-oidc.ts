import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider, { type GrantContext } from 'oidc-provider';
import { listen } from './loopback.ts';
import { oidcStorage } from './oidc-storage.ts';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

const PARAMETERS = ['subject_token', 'subject_token_type', 'requested_token_type', 'scope', 'audience', 'resource'];

export interface NarrowingOidc {
  readonly base: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly scopes: string;
  account(name: string): Promise<{ readonly access: string; readonly refresh: string }>;
  /** What introspection says of a value, asked by its client. */
  introspect(value: string): Promise<{ readonly active: boolean; readonly scope?: string }>;
  /** What its token endpoint was asked for, oldest first: grant type and scope. */
  readonly asked: readonly string[];
  /** Why it refused; a spent refresh token ends its family, and says so here. */
  readonly refusals: readonly string[];
  close(): Promise<void>;
}

/**
 * A real authorization server whose refresh tokens are good for one use, and which gives fewer scopes to who asks for fewer. `exchanges`: it
 * offers token exchange too.
 */
export async function serveNarrowing({ exchanges = false } = {}): Promise<NarrowingOidc> {
  const server = createServer();
  const base = `http://127.0.0.1:${await listen(server)}`;
  const client = { id: 'keeper', secret: `not-a-secret-${'0'.repeat(32)}` };
  const scopes = 'repo:read repo:write offline_access';
  const asked: string[] = [];
  const refusals: string[] = [];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(base, {
    adapter: oidcStorage(),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['authorization_code', 'refresh_token', ...(exchanges ? [EXCHANGE] : [])],
        redirect_uris: ['http://127.0.0.1/callback'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: ['openid', ...scopes.split(' ')],
    ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400 },
    rotateRefreshToken: true,
    cookies: { keys: ['loopback'] },
    findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
  });
  provider.on('grant.error', (_context, error) => void refusals.push(error.error_description ?? error.message));
  if (exchanges)
    provider.registerGrantType(EXCHANGE, (context) => exchange(provider, context), PARAMETERS, [
      'audience',
      'resource',
    ]);
  provider.use(async (context, next) => {
    await next();
    const { params } = context.oidc ?? {};
    if (context.path === '/token' && params !== undefined)
      asked.push(`${params['grant_type']} ${params['scope'] ?? 'all'}`);
  });
  server.on('request', provider.callback());

  return {
    base,
    client,
    scopes,
    asked,
    refusals,
    async account(name) {
      const found = await provider.Client.find(client.id);
      if (found === undefined) throw new Error('the test client is missing');
      const grant = new provider.Grant({ clientId: client.id, accountId: name });
      grant.addOIDCScope(`openid ${scopes}`);
      const grantId = await grant.save();
      const facts = { client: found, accountId: name, grantId, gty: 'authorization_code', scope: scopes };
      return {
        access: await new provider.AccessToken(facts).save(),
        refresh: await new provider.RefreshToken(facts).save(),
      };
    },
    async introspect(value) {
      const authorization = `Basic ${btoa(`${client.id}:${client.secret}`)}`;
      const body = new URLSearchParams({ token: value });
      const answered = await fetch(`${base}/token/introspection`, { method: 'POST', headers: { authorization }, body });
      return (await answered.json()) as { active: boolean; scope?: string };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693, as far as an access token for fewer scopes goes. */
async function exchange(provider: Provider, context: GrantContext): Promise<void> {
  const { params, client } = context.oidc;
  const refuse = (error: string): void => {
    context.status = 400;
    context.body = { error };
  };
  const subject = await provider.AccessToken.find(params['subject_token'] ?? '');
  if (subject === undefined || params['subject_token_type'] !== ACCESS_TOKEN) return refuse('invalid_request');
  const held = subject.scope?.split(' ') ?? [];
  const scope = params['scope'] ?? held.join(' ');
  if (!scope.split(' ').every((one) => held.includes(one))) return refuse('invalid_scope');
  const { accountId } = subject;
  // Of a grant of its own: to revoke a token ends all others of its grant.
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope(scope);
  const grantId = await grant.save();
  const child = new provider.AccessToken({ client, accountId, grantId, gty: 'token_exchange', scope });
  context.body = {
    access_token: await child.save(),
    issued_token_type: ACCESS_TOKEN,
    token_type: 'Bearer',
    expires_in: 3600,
    scope,
  };
}
