import type { TokenView } from '../../shared/snapshot.ts';
import { instant, later, type Duration } from '../../shared/time.ts';
import { tokenId, type Expiry, type TokenStatus } from '../../shared/token.ts';

export const NOW = instant(Date.UTC(2027, 0, 1));

export const endsAt = (length: Duration): Expiry => ({
  kind: 'at',
  at: later(NOW, length),
  precision: 'instant',
  source: 'issuer',
});

export function viewOf(label: string, status: TokenStatus, facts: Partial<TokenView['token']> = {}): TokenView {
  return {
    status,
    renews: 'none',
    token: {
      id: tokenId(label),
      vault: 'personal',
      label,
      provider: 'github',
      consumers: [],
      audience: [],
      scopes: [],
      addedAt: NOW,
      expiry: { kind: 'unknown' },
      standing: { misses: 0 },
      fields: [],
      warnings: [],
      ...facts,
    },
  };
}
