import type { Duration, Instant } from '../../shared/time.ts';
import type { Token, TokenStatus } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';

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
  const verdict = standing.latest?.verdict;
  if (verdict?.kind === 'revoked') return { kind: 'revoked' };
  if (token.ending !== undefined) return { kind: 'revocation-pending' };
  if (standing.outcomeLostAt !== undefined) return { kind: 'outcome-lost' };
  if (standing.signInNeeded !== undefined) return { kind: 'sign-in-needed' };
  const endsAt = expiry.kind === 'at' ? expiry.at : undefined;
  if (verdict?.kind === 'expired' || (endsAt !== undefined && endsAt <= now)) return { kind: 'expired', at: endsAt };
  return livingStatus(verdict, nearEnd(endsAt, leadsOf(token, leads), now));
}

function livingStatus(verdict: Verdict | undefined, near: Instant | undefined): TokenStatus {
  if (verdict?.kind === 'invalid') return { kind: 'invalid' };
  if (verdict?.kind === 'blocked') return { kind: 'blocked', why: verdict.why };
  if (near !== undefined) return { kind: 'expiring', at: near };
  if (verdict?.kind === 'unknown') return { kind: 'unknown', cause: verdict.cause };
  return verdict === undefined ? { kind: 'unchecked' } : { kind: 'valid' };
}

function nearEnd(endsAt: Instant | undefined, leads: readonly Duration[], now: Instant): Instant | undefined {
  const [longest] = leads;
  return endsAt !== undefined && longest !== undefined && endsAt - longest <= now ? endsAt : undefined;
}

/** True where nothing more can be had from the token, whoever asks. */
export function isDead(status: TokenStatus): boolean {
  return status.kind === 'expired' || status.kind === 'revoked' || status.kind === 'invalid';
}
