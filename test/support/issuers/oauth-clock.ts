import { onTestFinished } from 'vitest';
import { httpDate } from '../http-date.ts';
import { T0 } from '../tokens.ts';
import { serveLoopback, type Reply, type Seen } from './loopback.ts';

export interface ClockedIssuer {
  readonly base: string;
  /** Requests for a new value. */
  refreshes(): number;
  /** The newest value that it gave out. */
  readonly newest: string;
}

export const firstAccess = `access-${'0'.repeat(32)}`;

/** An OAuth issuer whose clock stands at T0, where the lab begins, and whose tokens live an hour. */
export async function serveClocked(): Promise<ClockedIssuer> {
  let count = 0;
  const valueOf = (n: number) => `access-${String(n).padStart(32, '0')}`;
  const answer = (status: number, body: object): Reply => ({ status, headers: { date: httpDate(T0) }, body });
  const server = await serveLoopback(({ path }: Seen) => {
    if (path.startsWith('/.well-known/')) {
      const { base } = server;
      return answer(200, { issuer: base, token_endpoint: `${base}/token`, introspection_endpoint: `${base}/look` });
    }
    if (path === '/look') return answer(200, { active: true });
    if (path !== '/token') return answer(404, {});
    count += 1;
    return answer(200, {
      access_token: valueOf(count),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: `refresh-${String(count).padStart(32, '0')}`,
    });
  });
  onTestFinished(() => server.close());
  return {
    base: server.base,
    refreshes: () => count,
    get newest() {
      return valueOf(count);
    },
  };
}
