import type { TeamStoreFailure } from '../../shared/failure-team.ts';

/** SQLSTATEs, whole or their class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const READ_ONLY: ReadonlySet<string> = new Set(['25006']);
/** Access, names and rights; what was asked of it is not understood, as of a store of another kind. */
const REFUSED: ReadonlySet<string> = new Set(['28', '3D', '3F', '42', '0A', '54', '22', '23']);
/** TLS in Node's words: nobody is spoken to whose certificate is not good. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;
const NO_TLS = /does not support SSL/;

/** What the driver threw, in a code and its own short word; never its message, which may quote what was sent. */
export function storeFailure(error: unknown): TeamStoreFailure {
  const code = codeOf(error);
  if (READ_ONLY.has(code)) return { code: 'team-read-only' };
  if (error instanceof Error && NO_TLS.test(error.message)) return { code: 'team-store-refused', reason: 'no-tls' };
  const isRefused = CERTIFICATE.test(code) || (isSqlState(code) && REFUSED.has(code.slice(0, 2)));
  if (isRefused) return { code: 'team-store-refused', reason: code };
  return { code: 'team-unreachable', reason: code };
}

const isSqlState = (code: string): boolean => /^[\dA-Z]{5}$/.test(code);

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  // The driver's own deadlines and a connection that was cut have words in place of a code.
  if (error instanceof Error && /timeout/i.test(error.message)) return 'ETIMEDOUT';
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return 'ECONNRESET';
}
