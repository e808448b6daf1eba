import { serveLoopback, type Loopback, type Reply, type Seen } from './loopback.ts';

export interface GitlabToken {
  readonly userId: number;
  readonly scopes: readonly string[];
  /** `YYYY-MM-DD`, or null for a token with no end; a test may put anything here. */
  readonly expiresAt: unknown;
  /** In the words of GitLab's own refusals. */
  readonly state?: 'expired' | 'revoked' | 'blocked' | 'narrow' | 'impersonation-off';
}

export interface Gitlab extends Loopback {
  /** Tokens that are known, by value. */
  readonly tokens: Map<string, GitlabToken>;
}

/** Self-rotation besides checks; a value that was rotated away and is used for it again ends its successors too, as at GitLab. */
function rotate(value: string, token: GitlabToken, tokens: Map<string, GitlabToken>, body: string): Reply {
  const { expires_at: expiresAt } = JSON.parse(body) as { readonly expires_at?: unknown };
  const fresh = gitlabValue(tokens.size + 1);
  tokens.set(value, { ...token, state: 'revoked' });
  tokens.set(fresh, { ...token, expiresAt });
  return { status: 200, body: { id: tokens.size, token: fresh, scopes: token.scopes, expires_at: expiresAt } };
}

/** Obviously fake. */
export const gitlabValue = (turn: number): string => `glpat-${String(turn).padStart(20, '0')}`;

/** As far as checks go: `/api/v4/personal_access_tokens/self` and, for OAuth tokens, `/oauth/token/info`. */
export async function serveGitlab(): Promise<Gitlab> {
  const tokens = new Map<string, GitlabToken>();
  return { ...(await serveLoopback((seen) => answer(seen, tokens))), tokens };
}

const invalidToken = (words: string): Reply => ({
  status: 401,
  body: { error: 'invalid_token', error_description: words },
});

const REFUSALS: Readonly<Record<NonNullable<GitlabToken['state']>, Reply>> = {
  expired: invalidToken('Token is expired. You can either do re-authorization or token refresh.'),
  revoked: invalidToken('Token was revoked. You have to re-authorize from the user.'),
  'impersonation-off': invalidToken('Token is an impersonation token but impersonation was disabled.'),
  blocked: { status: 403, body: { message: '403 Forbidden - Your account has been blocked.' } },
  narrow: {
    status: 403,
    body: { error: 'insufficient_scope', error_description: 'The request requires higher privileges.', scope: 'api' },
  },
};

function answer({ method, path, headers, body }: Seen, tokens: Map<string, GitlabToken>): Reply {
  const value = headers['private-token'] ?? /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const token = tokens.get(value);
  if (token === undefined) return { status: 401, body: { message: '401 Unauthorized' } };
  if (token.state !== undefined) return REFUSALS[token.state];
  if (method === 'DELETE') return end(value, token, tokens);
  return method === 'POST' && path === `${SELF}/rotate` ? rotate(value, token, tokens, body) : tell(path, token);
}

function end(value: string, token: GitlabToken, tokens: Map<string, GitlabToken>): Reply {
  tokens.set(value, { ...token, state: 'revoked' });
  return { status: 204 };
}

const SELF = '/api/v4/personal_access_tokens/self';

function tell(path: string, { userId, scopes, expiresAt }: GitlabToken): Reply {
  if (path === '/oauth/token/info') {
    return {
      status: 200,
      body: { resource_owner_id: userId, scope: scopes, expires_in: expiresAt, created_at: 1_798_761_600 },
    };
  }
  if (path !== SELF) return { status: 404, body: { error: '404 Not Found' } };
  const facts = { id: 1, name: 'test', revoked: false, active: true, created_at: '2026-11-01T10:00:00.000Z' };
  return { status: 200, body: { ...facts, user_id: userId, scopes, expires_at: expiresAt } };
}
