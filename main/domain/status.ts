import type { Duration, Instant } from '../../shared/time.ts';
import type { Token, TokenStatus } from '../../shared/token.ts';

/** The lead times that count for a token, longest first. */
export function leadsOf(token: Token, leads: readonly Duration[]): readonly Duration[] {
  return token.leads ?? leads;
}

/**
 * Where a token stands now. A known end beats whatever the issuer last managed to say, and what is known to be coming is not hidden by
 * a look that taught nothing.
 */
export function statusOf(token: Token, now: Instant, leads: readonly Duration[]): TokenStatus {
  const { standing, expiry } = token;
  if (standing.signInNeeded !== undefined) return { kind: 'sign-in-needed' };
  const verdict = standing.latest?.verdict;
  if (verdict?.kind === 'revoked') return { kind: 'revoked' };
  const endsAt = expiry.kind === 'at' ? expiry.at : undefined;
  if (verdict?.kind === 'expired' || (endsAt !== undefined && endsAt <= now)) return { kind: 'expired', at: endsAt };
  if (verdict?.kind === 'invalid') return { kind: 'invalid' };
  if (verdict?.kind === 'blocked') return { kind: 'blocked', why: verdict.why };
  const longest = leadsOf(token, leads)[0];
  if (endsAt !== undefined && longest !== undefined && endsAt - longest <= now) return { kind: 'expiring', at: endsAt };
  if (verdict?.kind === 'unknown') return { kind: 'unknown', cause: verdict.cause };
  return verdict === undefined ? { kind: 'unchecked' } : { kind: 'valid' };
}

/** True where nothing more can be had from the token, whoever asks. */
export function isDead(status: TokenStatus): boolean {
  return status.kind === 'expired' || status.kind === 'revoked' || status.kind === 'invalid';
}
