import { createContext, use } from 'react';
import { gravityOf, type Gravity } from '../shared/order.ts';
import type { TokenView } from '../shared/snapshot.ts';

export const GRAVITIES = ['dead', 'person', 'coming', 'unsure', 'well'] as const satisfies readonly Gravity[];

/** Which tokens the list shows. An empty choice is no choice; the empty word is "none named". */
export interface ListFilter {
  readonly query: string;
  readonly state: readonly Gravity[];
  readonly provider: readonly string[];
  readonly owner: readonly string[];
  readonly environment: readonly string[];
}

export type Facet = Exclude<keyof ListFilter, 'query'>;
export const FACETS = ['state', 'provider', 'owner', 'environment'] as const satisfies readonly Facet[];

export const noFilter: ListFilter = { query: '', state: [], provider: [], owner: [], environment: [] };

/** What a token is under one facet. */
export function facetOf({ token, status }: TokenView, facet: Facet): string {
  switch (facet) {
    case 'state':
      return gravityOf(status);
    case 'provider':
      return token.provider;
    case 'owner':
      return token.owner ?? '';
    case 'environment':
      return token.environment ?? '';
  }
}

export const countFilters = (filter: ListFilter): number =>
  FACETS.reduce((sum, facet) => sum + filter[facet].length, 0);

export function passes(view: TokenView, filter: ListFilter): boolean {
  return FACETS.every((facet) => {
    const chosen: readonly string[] = filter[facet];
    return chosen.length === 0 || chosen.includes(facetOf(view, facet));
  });
}

interface Filtering {
  readonly filter: ListFilter;
  readonly setFilter: (change: Partial<ListFilter>) => void;
}

export const Filtering = createContext<Filtering>({ filter: noFilter, setFilter: () => undefined });
export const useFilter = (): Filtering => use(Filtering);
