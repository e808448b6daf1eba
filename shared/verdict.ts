import type { Instant } from './time.ts';

/** Why nothing could be learned about a token. None of these says anything against it. */
export const UNKNOWN_CAUSES = [
  'offline',
  'timeout',
  'outage',
  'rate-limited',
  'captive-portal',
  'tls',
  'proxy',
  'unexpected',
] as const;
export type UnknownCause = (typeof UNKNOWN_CAUSES)[number];

/** Why a live token is refused. */
export const BLOCK_CAUSES = [
  'sso-required',
  'insufficient-scope',
  'policy',
  'not-yet-valid',
  'account-blocked',
] as const;
export type BlockCause = (typeof BLOCK_CAUSES)[number];

/** One look at the issuer: what it proved. `unknown` proves nothing and changes nothing. */
export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'blocked'; readonly why: BlockCause }
  | { readonly kind: 'expired' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause };

/** What was asked and what came back. `asked` is method, host and path: never a query, never a value. */
export interface Evidence {
  readonly at: Instant;
  readonly asked: string;
  readonly status?: number | undefined;
  /** The issuer's own code or short word (`invalid_token`), never a body. */
  readonly said?: string | undefined;
}
