import type { TokenView } from '../shared/snapshot.ts';

export const termsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** True where each term stands somewhere in what is known of the token. */
export function matches(
  { token, status }: TokenView,
  providerName: string | undefined,
  terms: readonly string[],
): boolean {
  const { label, provider, host, subject, owner, environment, consumers } = token;
  const known = [label, provider, providerName, host, subject, owner, environment, status.kind, ...consumers]
    .join('\n')
    .toLowerCase();
  return terms.every((term) => known.includes(term));
}
