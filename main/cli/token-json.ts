import type { TokenView } from '../../shared/snapshot.ts';
import { isoOf, type Instant } from '../../shared/time.ts';
import type { TokenStatus } from '../../shared/token.ts';

const iso = (at: Instant | undefined): string | null => (at === undefined ? null : isoOf(at));

/** A token as other programs read it. Fields may be added, never changed. */
export function tokenJson({ token, status, nextDue }: TokenView) {
  const { expiry, standing } = token;
  const evidence = standing.latest?.evidence;
  return {
    id: token.id,
    name: token.label,
    vault: token.vault,
    provider: token.provider,
    host: token.host ?? null,
    subject: token.subject ?? null,
    owner: token.owner ?? null,
    environment: token.environment ?? null,
    consumers: token.consumers,
    audience: token.audience,
    scopes: token.scopes,
    fields: token.fields,
    state: status.kind,
    cause: causeOf(status),
    expiresAt: expiry.kind === 'at' ? isoOf(expiry.at) : null,
    expiryKind: expiry.kind,
    expiryPrecision: expiry.kind === 'at' ? expiry.precision : null,
    expirySource: expiry.kind === 'unknown' ? null : expiry.source,
    addedAt: isoOf(token.addedAt),
    issuedAt: iso(token.issuedAt),
    checkedAt: iso(evidence?.at),
    lastGoodAt: iso(standing.lastGood?.at),
    renews: 'none',
    nextDue: nextDue === undefined ? null : { what: nextDue.what, at: isoOf(nextDue.at) },
    evidence:
      evidence === undefined
        ? null
        : {
            at: isoOf(evidence.at),
            asked: evidence.asked,
            status: evidence.status ?? null,
            said: evidence.said ?? null,
          },
    warnings: token.warnings,
  };
}

function causeOf(status: TokenStatus): string | null {
  if (status.kind === 'unknown') return status.cause;
  return status.kind === 'blocked' ? status.why : null;
}
