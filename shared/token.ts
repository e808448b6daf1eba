import type { Capability } from './kind.ts';
import type { Login } from './login.ts';
import type { Duration, Instant } from './time.ts';
import type { BlockCause, Evidence, UnknownCause, Verdict } from './verdict.ts';

declare const idMark: unique symbol;
/** Also the keyring account name: the only link to the value. */
export type TokenId = string & { readonly [idMark]: true };
export const tokenId = (text: string): TokenId => text as TokenId;

/** `personal`, or `team:NAME`. */
export type VaultId = 'personal' | `team:${string}`;
/** A key of the provider registry, such as `github` or `gitlab`. */
export type ProviderId = string;
export type Scope = string;

/** Who said when a token ends. */
export type ExpirySource = 'issuer' | 'user' | 'token';

/** When a token ends. `unknown` is not `never`: the issuer may still end it any day. */
export type Expiry =
  | { readonly kind: 'at'; readonly at: Instant; readonly precision: 'instant' | 'date'; readonly source: ExpirySource }
  | { readonly kind: 'never'; readonly source: ExpirySource }
  | { readonly kind: 'unknown' };

/** What is remembered about the token's life with its issuer. */
export interface Standing {
  readonly lastGood?: Evidence | undefined;
  readonly latest?: { readonly verdict: Verdict; readonly evidence: Evidence } | undefined;
  /** Looks in a row that taught nothing, or said no. Decides how long to wait before the next. */
  readonly misses: number;
  /** Not asked again by itself before this moment. */
  readonly checkNotBefore?: Instant | undefined;
  readonly signInNeeded?: Instant | undefined;
  /** An act was sent and its answer was lost, and no look can tell whether it happened. */
  readonly outcomeLostAt?: Instant | undefined;
  readonly doubt?: Doubt | undefined;
}

/** An end that an issuer named and that was not believed: "just now", from an issuer that takes the token. Believed when it says so again. */
export interface Doubt {
  readonly expiresAt: Instant;
  readonly seenAt: Instant;
}

/** The shortest lead already told, and the expiry it was told for. Telling a lead tells every longer one too. */
export interface Warned {
  readonly expiresAt: Instant;
  readonly lead: Duration;
  readonly at: Instant;
}

/** How a token is kept alive with no person. */
export type Renewal = 'refresh' | 'mint' | 'extend' | 'rotate' | 'none';

/** When a token is rotated by itself, besides before it ends; `since` is when that was said, and nothing before it counts as missed. */
export type Schedule =
  | { readonly kind: 'every'; readonly every: Duration; readonly since: Instant }
  /** Five fields, in a named time zone. */
  | { readonly kind: 'cron'; readonly cron: string; readonly zone: string; readonly since: Instant };

/** Tries at something that must come to its end some day: how many failed, and when the next may begin. */
export interface Tries {
  readonly misses: number;
  readonly notBefore?: Instant | undefined;
}

/** Revocation under way. Local use has stopped; it is over when a look proves the token dead. */
export interface Ending extends Tries {
  readonly since: Instant;
  /** When the issuer took the request; undefined while it still waits to be sent. */
  readonly askedAt?: Instant | undefined;
  /** Asked long ago and still alive: a person must go to the issuer's page. */
  readonly overdue?: boolean | undefined;
}

/** An earlier value that may still live at the issuer, kept in the keyring under `slot` until it is proven dead. */
export interface Leftover extends Tries {
  readonly slot: TokenId;
  readonly since: Instant;
}

/** Where a value lives besides the vault, written anew after a rotation. Files are named by absolute path. */
export type Target = (
  | { readonly kind: 'env'; readonly file: string; readonly key: string }
  | { readonly kind: 'npmrc'; readonly file: string; readonly key: string }
  | { readonly kind: 'netrc'; readonly file: string; readonly machine: string }
  | { readonly kind: 'json' | 'yaml' | 'toml'; readonly file: string; readonly path: string }
  /** Runs with the value on standard input; never in its arguments or environment. */
  | { readonly kind: 'command'; readonly argv: readonly string[] }
) & {
  /** The field that is written there in place of the value, such as the id of a key. */
  readonly field?: string | undefined;
};

/** Where a restored token may be in use as well. */
export interface Elsewhere {
  readonly machine: string;
  readonly since: Instant;
}

/** All that may be shown, logged or written to a plain file about a token. Never its value. */
export interface Token {
  readonly id: TokenId;
  readonly vault: VaultId;
  readonly label: string;
  readonly provider: ProviderId;
  /** Which of its provider's kinds it is, where that was seen or said. */
  readonly kind?: string | undefined;
  /** The issuer's base address where it is self-managed; undefined means the provider's own. */
  readonly host?: string | undefined;
  /** The account it speaks for, by the issuer's word. */
  readonly subject?: string | undefined;
  /** Who looks after it, by the user's word. */
  readonly owner?: string | undefined;
  readonly environment?: string | undefined;
  readonly consumers: readonly string[];
  readonly audience: readonly string[];
  readonly scopes: readonly Scope[];
  readonly addedAt: Instant;
  readonly issuedAt?: Instant | undefined;
  readonly expiry: Expiry;
  /** Lead times for this token alone; undefined means the settings'. */
  readonly leads?: readonly Duration[] | undefined;
  /** Lease consent for this token where there is no desktop to ask on. */
  readonly policy?: 'ask' | 'open' | 'deny' | undefined;
  readonly standing: Standing;
  readonly warned?: Warned | undefined;
  readonly snoozedUntil?: Instant | undefined;
  /** A refresh token lies beside the value. */
  readonly hasRefresh?: boolean | undefined;
  /** By its issuer's word its life can be made longer. */
  readonly renewable?: boolean | undefined;
  /** When the refresh token itself ends, where the issuer said so. */
  readonly refreshExpiresAt?: Instant | undefined;
  /** Tries at refresh, mint, extend or rotation since the last that worked. */
  readonly renewing?: Tries | undefined;
  readonly schedule?: Schedule | undefined;
  readonly rotatedAt?: Instant | undefined;
  /** The issuer's own id of this token, without which some cannot be revoked. */
  readonly issuerId?: string | undefined;
  readonly targets?: readonly Target[] | undefined;
  /** Where a tool takes it as a password, besides its own issuer. */
  readonly logins?: readonly Login[] | undefined;
  /** Restored from a backup: until a person says otherwise it may be in use, and renewed, where that was made. */
  readonly elsewhere?: Elsewhere | undefined;
  readonly ending?: Ending | undefined;
  readonly leftovers?: readonly Leftover[] | undefined;
  /** HMAC-SHA-256 of the value under a key in the keychain, hex: tells duplicates apart, gives nothing away. Empty until a value was minted. */
  readonly digest: string;
  /** Names of the extra fields kept beside the value, never their contents. */
  readonly fields: readonly string[];
  readonly warnings: readonly TokenWarning[];
}

/** Something about a token that its keeper should know. */
export type TokenWarning =
  | { readonly code: 'never-expires' }
  | { readonly code: 'expiry-unknown' }
  | { readonly code: 'expiry-implausible' }
  | { readonly code: 'owner-missing' }
  | { readonly code: 'too-wide'; readonly scopes: readonly Scope[] }
  /** Its issuer counts its uses, and a look is one. */
  | { readonly code: 'few-uses' }
  /** Nothing limits where it may be used, or for what. */
  | { readonly code: 'unrestricted' }
  /** Several use it, so that it cannot be ended for one of them alone. */
  | { readonly code: 'shared'; readonly count: number }
  /** Its issuer takes tokens of this kind no longer. */
  | { readonly code: 'format-dead'; readonly since: Instant }
  /** Its issuer has said when it will take tokens of this kind no longer. */
  | { readonly code: 'retiring'; readonly at: Instant }
  /** What is done with it here was not compared with its issuer's documentation. */
  | { readonly code: 'unverified'; readonly capabilities: readonly Capability[] }
  /** Restored from a backup: neither renewed nor rotated by itself before a person says that it is used here. */
  | { readonly code: 'elsewhere'; readonly machine: string }
  | { readonly code: 'value-missing' };

/** Where a token stands at a given moment. Always computed, never stored. */
export type TokenStatus =
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'valid' }
  | { readonly kind: 'expiring'; readonly at: Instant }
  | { readonly kind: 'blocked'; readonly why: BlockCause }
  | { readonly kind: 'expired'; readonly at?: Instant | undefined }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause }
  | { readonly kind: 'sign-in-needed' }
  | { readonly kind: 'outcome-lost' }
  | { readonly kind: 'revocation-pending' };

export type StatusKind = TokenStatus['kind'];
