import type { TokenView } from './snapshot.ts';
import type { StatusKind, TokenStatus } from './token.ts';

const RANK: Readonly<Record<StatusKind, number>> = {
  expired: 0,
  revoked: 1,
  invalid: 2,
  'outcome-lost': 3,
  'sign-in-needed': 4,
  'revocation-pending': 5,
  expiring: 6,
  blocked: 7,
  unknown: 8,
  unchecked: 9,
  valid: 10,
};

export type Gravity = 'dead' | 'person' | 'coming' | 'unsure' | 'well';

/** How grave a state is: dead, needs a person, something comes, cannot tell, well. */
export function gravityOf(status: TokenStatus): Gravity {
  const rank = RANK[status.kind];
  if (rank <= 2) return 'dead';
  if (rank <= 5) return 'person';
  if (rank <= 7) return 'coming';
  return rank <= 9 ? 'unsure' : 'well';
}

const endOf = (view: TokenView): number => (view.token.expiry.kind === 'at' ? view.token.expiry.at : Infinity);

/** The one order of tray, list and CLI: worst first, then what ends soonest, then by name. */
export function worstFirst(a: TokenView, b: TokenView): number {
  const byRank = RANK[a.status.kind] - RANK[b.status.kind];
  if (byRank !== 0) return byRank;
  const [endA, endB] = [endOf(a), endOf(b)];
  if (endA !== endB) return endA - endB;
  return a.token.label < b.token.label ? -1 : a.token.label > b.token.label ? 1 : 0;
}
