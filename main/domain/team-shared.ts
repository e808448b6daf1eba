import { SHARED_KEYS, type SharedToken, type TokenFacts } from '../../shared/team-facts.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Roster } from './member.ts';
import { usersOf } from './team-recipients.ts';

/** What of a token its team shares. */
export function sharedOf(token: Token): SharedToken {
  const picked = SHARED_KEYS.flatMap((key) => (token[key] === undefined ? [] : [[key, token[key]]]));
  const { label, provider, consumers, audience, scopes, addedAt, expiry, fields } = token;
  return { label, provider, consumers, audience, scopes, addedAt, expiry, fields, ...Object.fromEntries(picked) };
}

/** Two are the same where they are spelled the same, key by key; one that was left out is the same as one that is undefined. */
export function isSameShared(one: SharedToken, other: SharedToken): boolean {
  return SHARED_KEYS.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** The token with what its team knows of it. What a new value makes void is put away, and every member's own stays. */
export function withShared(token: Token, facts: TokenFacts, isNewValue: boolean): Token {
  const cleared = Object.fromEntries(SHARED_KEYS.map((key) => [key, undefined]));
  const { standing } = token;
  const fresh = isNewValue
    ? {
        renewing: undefined,
        warned: undefined,
        snoozedUntil: undefined,
        standing: { misses: 0, lastGood: standing.lastGood },
      }
    : {};
  return { ...token, ...cleared, ...fresh, ...facts.token };
}

/** Facts of a token that was not shared before, or has a value that nobody else has had. */
export function factsWithValue(
  roster: Roster,
  shared: Pick<TokenFacts, 'token' | 'access'> & Partial<TokenFacts>,
  by: MemberId,
  at: Instant,
): TokenFacts {
  return {
    usedBy: {},
    rivals: [],
    ...shared,
    generation: (shared.generation ?? 0) + 1,
    valueBy: by,
    valueAt: at,
    seenBy: usersOf(roster, shared.access).map(({ id }) => id),
    writtenAt: at,
  };
}

/** With what has become of who may: whoever can read the value now has seen it. */
export function factsSeen(roster: Roster, facts: TokenFacts, at: Instant): TokenFacts {
  const now = usersOf(roster, facts.access).map(({ id }) => id);
  return { ...facts, seenBy: [...new Set([...facts.seenBy, ...now])], writtenAt: at };
}

/** Only a manager, or whoever looks after it, says who may have it and who looks after it. */
export function mayChangeAccess(before: TokenFacts | undefined, after: TokenFacts, author: MemberId, roster: Roster) {
  if (before === undefined || roster.members.get(author)?.role === 'manager') return true;
  const isSame = (['access', 'keeper', 'deputy', 'ended'] as const).every(
    (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
  );
  return isSame || before.keeper === author || (before.deputy === author && before.keeper === after.keeper);
}
