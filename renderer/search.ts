import type { TokenView } from '../shared/snapshot.ts';

export const termsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

export interface TokenSearch {
  /** True where each term stands somewhere in what is known of the token. */
  matches(view: TokenView, terms: readonly string[]): boolean;
  /** What the first key would have to wait for, done before. */
  prepare(views: readonly TokenView[]): void;
}

/** @param beside what a token is found by that does not stand in it: the provider's name, its state in words. */
export function createTokenSearch(beside: (view: TokenView) => readonly string[]): TokenSearch {
  // Kept while its view is the same one: a keystroke looks through thousands.
  const known = new WeakMap<TokenView, string>();
  const knownOf = (view: TokenView): string => {
    const before = known.get(view);
    if (before !== undefined) return before;
    const { label, provider, host, subject, owner, environment, consumers, scopes } = view.token;
    const facts = [label, provider, host, subject, owner, environment, view.status.kind];
    const made = [...facts, ...beside(view), ...consumers, ...scopes].join('\n').toLowerCase();
    known.set(view, made);
    return made;
  };
  return {
    prepare: (views) => views.forEach(knownOf),
    matches(view, terms) {
      if (terms.length === 0) return true;
      const text = knownOf(view);
      return terms.every((term) => text.includes(term));
    },
  };
}
