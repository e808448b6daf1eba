import type { ProviderView, TokenView } from '../shared/snapshot.ts';

/** A token and what its provider can do. */
export interface OfToken {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
}

/** What is known of tokens of its kind. */
export const kindOf = (
  { token }: TokenView,
  provider: ProviderView | undefined,
): ProviderView['kinds'][number] | undefined => provider?.kinds.find(({ id }) => id === token.kind);

export const isEnding = ({ token, status }: TokenView): boolean =>
  token.ending !== undefined || status.kind === 'revoked';

/** What can be done at its issuer, as far as tokens of its kind go. */
export function offered(
  view: TokenView,
  provider: ProviderView | undefined,
): Readonly<Record<'check' | 'rotate' | 'revoke', boolean>> {
  const lacks = kindOf(view, provider)?.lacks ?? [];
  const { checks = true, rotates = false, revokes = false } = provider ?? {};
  return {
    check: checks && !lacks.includes('check'),
    rotate: rotates && !lacks.includes('rotate'),
    revoke: revokes && !lacks.includes('revoke'),
  };
}
