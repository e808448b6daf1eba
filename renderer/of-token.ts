import type { ProviderView, TokenView } from '../shared/snapshot.ts';

/** A token and what its provider can do. */
export interface OfToken {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
}

export const isEnding = ({ token, status }: TokenView): boolean =>
  token.ending !== undefined || status.kind === 'revoked';
