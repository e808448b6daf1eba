import { serveLoopback, type Loopback, type Reply, type Seen } from './loopback.ts';

export interface GithubToken {
  readonly login: string;
  /** As the scopes header spells it; undefined for fine-grained tokens, which have no such header. */
  readonly scopes?: string;
  /** As the expiry header spells it. */
  readonly expires?: string;
  /** In place of the good answer. */
  readonly refusal?: Reply;
}

export interface Github extends Loopback {
  /** Tokens that live, by value. All else is answered "Bad credentials". */
  readonly tokens: Map<string, GithubToken>;
  /** Takes revocations, and does nothing about them for now. */
  revokesLater: boolean;
}

/** An Enterprise Server as far as checks and revocation go; it takes revocations as github.com does, with no Authorization header. */
export async function serveGithub(): Promise<Github> {
  const tokens = new Map<string, GithubToken>();
  const loopback = await serveLoopback((seen) => answer(seen, tokens, issuer.revokesLater));
  const issuer: Github = { ...loopback, tokens, revokesLater: false };
  return issuer;
}

const documented = (message: string) => ({ message, documentation_url: 'https://docs.github.com/rest' });

function revoke({ headers, body }: Seen, tokens: Map<string, GithubToken>, later: boolean): Reply {
  if (headers['authorization'] !== undefined) return { status: 403, body: documented('Forbidden') };
  const { credentials } = JSON.parse(body) as { readonly credentials: readonly string[] };
  if (!later) for (const value of credentials) tokens.delete(value);
  return { status: 202, body: {} };
}

function answer(seen: Seen, tokens: Map<string, GithubToken>, later: boolean): Reply {
  const isRevocation = seen.method === 'POST' && seen.path === '/api/v3/credentials/revoke';
  return isRevocation ? revoke(seen, tokens, later) : ofItself(seen, tokens);
}

function ofItself({ method, path, headers }: Seen, tokens: Map<string, GithubToken>): Reply {
  const value = /^(?:Bearer|token) (.+)$/.exec(headers['authorization'] ?? '')?.[1];
  if (value === undefined) return { status: 401, body: documented('Requires authentication') };
  const token = tokens.get(value);
  if (token === undefined) return { status: 401, body: documented('Bad credentials') };
  if (token.refusal !== undefined) return token.refusal;
  if (method === 'DELETE' && path === '/api/v3/installation/token') {
    tokens.delete(value);
    return { status: 204 };
  }
  return good(method === 'GET' ? path : '', value.startsWith('ghs_'), token);
}

function good(path: string, isInstalled: boolean, { login, ...token }: GithubToken): Reply {
  const headers = limited(token);
  if (path === '/api/v3/user' && isInstalled)
    return { status: 403, body: documented('Resource not accessible by integration') };
  if (path === '/api/v3/user') return { status: 200, headers, body: { login, id: 1, type: 'User' } };
  if (path === '/api/v3/installation/repositories' && isInstalled) {
    return { status: 200, headers, body: { total_count: 1, repositories: [{ id: 1, owner: { login } }] } };
  }
  return { status: 404, body: documented('Not Found') };
}

function limited({ scopes, expires }: Omit<GithubToken, 'login'>): Record<string, string> {
  return {
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': '1798761600',
    ...(scopes === undefined ? {} : { 'x-oauth-scopes': scopes }),
    ...(expires === undefined ? {} : { 'github-authentication-token-expiration': expires }),
  };
}
