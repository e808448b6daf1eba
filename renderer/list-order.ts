import type { Sort, SortKey } from '../shared/list-look.ts';
import { worstFirst } from '../shared/order.ts';
import type { TokenView } from '../shared/snapshot.ts';

type Fact = string | number | undefined;

const FACTS: { readonly [K in Exclude<SortKey, 'state'>]: (view: TokenView) => Fact } = {
  name: ({ token }) => token.label.toLowerCase(),
  provider: ({ token }) => token.provider,
  account: ({ token }) => token.subject?.toLowerCase(),
  owner: ({ token }) => token.owner?.toLowerCase(),
  environment: ({ token }) => token.environment?.toLowerCase(),
  host: ({ token }) => token.host,
  ends: ({ token }) => (token.expiry.kind === 'at' ? token.expiry.at : undefined),
  checked: ({ token }) => token.standing.latest?.evidence.at,
  added: ({ token }) => token.addedAt,
};

export const isReversed = (sort: Sort): boolean => sort.startsWith('-');
export const keyOf = (sort: Sort): SortKey => (isReversed(sort) ? sort.slice(1) : sort) as SortKey;
/** The order that a click on a heading asks for: first this way, then the other. */
export const turned = (sort: Sort, key: SortKey): Sort => (sort === key ? `-${key}` : key);

/** What is not known comes last either way; what is alike stands worst first. */
export function orderBy(sort: Sort): (a: TokenView, b: TokenView) => number {
  const key = keyOf(sort);
  const way = isReversed(sort) ? -1 : 1;
  if (key === 'state') return (a, b) => way * worstFirst(a, b);
  const fact = FACTS[key];
  return (a, b) => compare(fact(a), fact(b), way) || worstFirst(a, b);
}

function compare(a: Fact, b: Fact, way: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -way : way;
}
