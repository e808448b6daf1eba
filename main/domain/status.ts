import { earlier, type Duration, type Instant } from '../../shared/time.ts';
import type { Renewal, Token, TokenStatus } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { dangerAt, renewsItself } from './renewing.ts';

/** The lead times that count for a token, longest first. */
export function leadsOf(token: Token, leads: readonly Duration[]): readonly Duration[] {
  return token.leads ?? leads;
}

/**
 * Where a token stands now. A known end beats whatever the issuer last managed to say, and what is known to be coming is not hidden by
 * a look that taught nothing. Where a lost answer explains the end, that is what there is to say. One that renews itself is not expiring
 * before its renewal is in danger.
 */
export function statusOf(
  token: Token,
  now: Instant,
  leads: readonly Duration[],
  renews: Renewal = 'none',
): TokenStatus {
  const verdict = token.standing.latest?.verdict;
  if (verdict?.kind === 'revoked' && token.standing.outcomeLostAt === undefined) return { kind: 'revoked' };
  return personsStatus(token) ?? deathOf(token, now) ?? livingStatus(verdict, nearEnd(token, leads, renews, now));
}

/** What only a person, or an act under way, will change. */
function personsStatus({ ending, standing }: Token): TokenStatus | undefined {
  if (ending !== undefined) return { kind: 'revocation-pending' };
  if (standing.outcomeLostAt !== undefined) return { kind: 'outcome-lost' };
  return standing.signInNeeded === undefined ? undefined : { kind: 'sign-in-needed' };
}

type Death = Extract<TokenStatus, { kind: 'expired' | 'revoked' | 'invalid' }>;

/** What ended it, whatever else there is to say of it: nothing more can be had from the value, whoever asks. Undefined where it may live. */
export function deathOf({ standing, expiry }: Token, now: Instant): Death | undefined {
  const verdict = standing.latest?.verdict.kind;
  const endsAt = expiry.kind === 'at' ? expiry.at : undefined;
  if (verdict === 'revoked') return { kind: 'revoked' };
  if (verdict === 'expired' || (endsAt !== undefined && endsAt <= now)) return { kind: 'expired', at: endsAt };
  return verdict === 'invalid' ? { kind: 'invalid' } : undefined;
}

function livingStatus(verdict: Verdict | undefined, near: Instant | undefined): TokenStatus {
  if (verdict?.kind === 'blocked') return { kind: 'blocked', why: verdict.why };
  if (near !== undefined) return { kind: 'expiring', at: near };
  if (verdict?.kind === 'unknown') return { kind: 'unknown', cause: verdict.cause };
  return verdict === undefined ? { kind: 'unchecked' } : { kind: 'valid' };
}

function nearEnd(token: Token, leads: readonly Duration[], renews: Renewal, now: Instant): Instant | undefined {
  if (token.expiry.kind !== 'at') return undefined;
  const endsAt = token.expiry.at;
  const [longest] = leadsOf(token, leads);
  const byLead = longest === undefined ? undefined : earlier(endsAt, longest);
  const nearAt = renewsItself(renews) ? dangerAt(token) : byLead;
  return nearAt !== undefined && nearAt <= now ? endsAt : undefined;
}
