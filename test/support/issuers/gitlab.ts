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

function answer({ path, headers }: Seen, tokens: ReadonlyMap<string, GitlabToken>): Reply {
  const value = headers['private-token'] ?? /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const token = tokens.get(value);
  if (token === undefined) return { status: 401, body: { message: '401 Unauthorized' } };
  if (token.state !== undefined) return REFUSALS[token.state];
  const { userId, scopes, expiresAt } = token;
  if (path === '/oauth/token/info') {
    return {
      status: 200,
      body: { resource_owner_id: userId, scope: scopes, expires_in: expiresAt, created_at: 1_798_761_600 },
    };
  }
  if (path !== '/api/v4/personal_access_tokens/self') return { status: 404, body: { error: '404 Not Found' } };
  const facts = { id: 1, name: 'test', revoked: false, active: true, created_at: '2026-11-01T10:00:00.000Z' };
  return { status: 200, body: { ...facts, user_id: userId, scopes, expires_at: expiresAt } };
}
