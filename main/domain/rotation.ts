import { duration, hours, later, seconds, type Instant } from '../../shared/time.ts';
import { tokenId, type Token, type TokenId, type Tries } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { fieldsOf, parseJson } from './json.ts';
import { afterLook } from './look.ts';
import type { Credential } from './storage-ports.ts';
import type { Facts } from './provider.ts';
import type { Look } from './retry.ts';
import { Secret } from './secret.ts';

/** Where a value that was just issued waits until it is proven. */
export const freshSlot = (id: TokenId): TokenId => tokenId(`${id}.new`);
/** Where the value before is kept until it is proven dead. */
export const oldSlot = (id: TokenId): TokenId => tokenId(`${id}.old`);

/** Where one of two values that came of the same one is kept until it is proven dead. */
export const rivalSlot = (id: TokenId, mark: string): TokenId => tokenId(`${id}.rival-${mark.slice(0, 8)}`);

const FIRST_WAIT = seconds(5);
const LONGEST_WAIT = hours(6);

/** After one more try that did not come to its end: the waits grow fourfold, and `fraction` (0 to 1) spreads them. */
export function triesAfter(before: Tries | undefined, now: Instant, fraction: number): Tries {
  const misses = (before?.misses ?? 0) + 1;
  const wait = Math.min(FIRST_WAIT * 4 ** (misses - 1), LONGEST_WAIT) * (1 + fraction / 5);
  return { misses, notBefore: later(now, duration(Math.round(wait))) };
}

/** What a look at a value proves of it. A blocked account says nothing against the value. */
export function lifeBy(verdict: Verdict): 'lives' | 'dead' | 'cannot-tell' {
  if (verdict.kind === 'valid' || verdict.kind === 'blocked') return 'lives';
  return verdict.kind === 'unknown' ? 'cannot-tell' : 'dead';
}

/** What must be known of a value that is not the token's own at the moment. */
export type Riding = Pick<Facts, 'expiry' | 'issuedAt' | 'issuerId' | 'scopes'>;
const RIDING = '.facts';

/** A value for a slot, with its facts beside it, so that a crash parts them no more than it would a token and its value. */
export function ride(credential: Credential, { expiry, issuedAt, issuerId, scopes }: Riding): Credential {
  const told = new Secret(JSON.stringify({ expiry, issuedAt, issuerId, scopes }));
  return { ...credential, fields: { ...credential.fields, [RIDING]: told } };
}

export function alight(kept: Credential): { readonly credential: Credential; readonly facts: Riding } {
  const { [RIDING]: told, ...fields } = kept.fields;
  // Written by `ride` alone, into a place that is ours alone.
  const facts = fieldsOf(told?.use(parseJson)) as Riding | undefined;
  return { credential: { ...kept, fields }, facts: facts ?? {} };
}

export function sameValue(one: Credential, other: Credential): boolean {
  return one.access.use((text) => other.access.use((against) => text === against));
}

export interface Turned {
  readonly digest: string;
  readonly facts: Riding;
  readonly fields: readonly string[];
  /** The value that it replaces, and where that is kept. */
  readonly leftover: TokenId;
  readonly at: Instant;
  readonly look?: { readonly look: Look; readonly facts: Facts } | undefined;
}

/** The token once another value is its own. What was known of the old one's life does not count for it. */
export function turned(token: Token, { digest, facts, fields, leftover, at, look }: Turned): Token {
  const { warned: _warned, snoozedUntil: _snoozed, renewing: _renewing, issuedAt: _issued, ...rest } = token;
  const { leftovers } = withLeftover(token, leftover, at);
  const next: Token = {
    ...rest,
    digest,
    fields,
    leftovers,
    rotatedAt: at,
    issuedAt: facts.issuedAt ?? at,
    issuerId: facts.issuerId,
    scopes: facts.scopes ?? token.scopes,
    expiry: facts.expiry ?? { kind: 'unknown' },
    standing: { misses: 0 },
  };
  return look === undefined ? next : afterLook(next, look.look, look.facts, 0);
}

const others = (token: Token, slot: TokenId) => (token.leftovers ?? []).filter((leftover) => leftover.slot !== slot);

/** A value besides its own is kept, until it is dead. */
export const withLeftover = (token: Token, slot: TokenId, since: Instant): Token => ({
  ...token,
  leftovers: [...others(token, slot), { slot, since, misses: 0 }],
});

/** Nothing of an earlier value is left. */
export function withoutLeftover(token: Token, slot: TokenId): Token {
  const left = others(token, slot);
  return { ...token, leftovers: left.length === 0 ? undefined : left };
}
