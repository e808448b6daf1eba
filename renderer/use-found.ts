import { useDeferredValue, useEffect, useMemo } from 'react';
import type { Sort } from '../shared/list-look.ts';
import { gravityOf } from '../shared/order.ts';
import type { Snapshot, TokenView } from '../shared/snapshot.ts';
import { passes, type ListFilter } from './list-filter.ts';
import { orderBy } from './list-order.ts';
import { createTokenSearch, termsOf } from './search.ts';
import { useSpoken } from './speaking.ts';

/** The tokens that search and filters leave, in their order. The field answers first; the list follows. */
export function useFound(
  { tokens, providers }: Pick<Snapshot, 'tokens' | 'providers'>,
  filter: ListFilter,
  sort: Sort,
): readonly TokenView[] {
  const { text } = useSpoken();
  const asked = useDeferredValue(filter);
  const search = useMemo(() => {
    const names = new Map(providers.map(({ id, name }) => [id, name]));
    return createTokenSearch(({ token, status }) => [
      names.get(token.provider) ?? '',
      text.tokens.states[gravityOf(status)],
    ]);
  }, [providers, text]);
  const sorted = useMemo(() => [...tokens].sort(orderBy(sort)), [tokens, sort]);
  useEffect(() => {
    const waiting = requestIdleCallback(() => search.prepare(tokens));
    return () => cancelIdleCallback(waiting);
  }, [search, tokens]);
  return useMemo(() => {
    const terms = termsOf(asked.query);
    return sorted.filter((view) => passes(view, asked) && search.matches(view, terms));
  }, [sorted, asked, search]);
}
