import { instant, type Instant } from '../../shared/time.ts';
import { tokenId, type Expiry, type Token } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';

/** 2027-01-01T00:00:00Z, the T0 of the scenarios. */
export const T0 = instant(1_798_761_600_000);
export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export const at = (ms: number): Instant => instant(T0 + ms);
export const endsAt = (when: Instant): Expiry => ({ kind: 'at', at: when, precision: 'instant', source: 'issuer' });

/** A token added at T0 that nobody has asked after yet. */
export function aToken(facts: Partial<Token> = {}): Token {
  return {
    id: tokenId(facts.label ?? 'token-1'),
    vault: 'personal',
    label: 'github-ci',
    provider: 'github',
    consumers: [],
    audience: [],
    scopes: [],
    addedAt: T0,
    expiry: { kind: 'unknown' },
    standing: { misses: 0 },
    digest: 'd',
    fields: [],
    warnings: [],
    ...facts,
  };
}

/** Its standing after one look at a moment. */
export function looked(verdict: Verdict, when: Instant, misses = 0): Token['standing'] {
  const evidence = { at: when, asked: 'GET api.example.test/user', status: 200 };
  return { misses, latest: { verdict, evidence }, ...(verdict.kind === 'valid' ? { lastGood: evidence } : {}) };
}
