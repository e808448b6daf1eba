import { MOST_RIVALS, SHARED_KEYS, type SharedToken, type TokenFacts } from '../../shared/team-facts.ts';

/** Facts of one version of a token's record, with its sealed value. */
export interface Version {
  readonly facts: TokenFacts;
  readonly value: string;
  /** Of its head: settles what the clocks do not, the same way everywhere. */
  readonly digest: string;
}

export interface Merged {
  readonly facts: TokenFacts;
  readonly value: string;
  /** Two values were made at the same time, and only their issuer knows which one lives. */
  readonly conflict: boolean;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * One of two versions that were written without seeing each other. `base` is the last that both come from, where it is still known. What
 * one of them changed is taken; of what both changed, what was written later. No value is dropped: the one that is not taken stays beside.
 */
export function mergeVersions(base: TokenFacts | undefined, one: Version, other: Version): Merged {
  const [first, last] = inOrder(one, other);
  const pick = <K extends keyof TokenFacts>(key: K): TokenFacts[K] =>
    base !== undefined && isSame(last.facts[key], base[key]) ? first.facts[key] : last.facts[key];
  const values = mergeValues(base, first, last);
  const facts: TokenFacts = {
    token: mergeTokens(base?.token, first.facts.token, last.facts.token),
    access: mergeAccess(base, first.facts, last.facts),
    keeper: pick('keeper'),
    deputy: pick('deputy'),
    generation: Math.max(first.facts.generation, last.facts.generation),
    valueBy: values.from.facts.valueBy,
    valueAt: values.from.facts.valueAt,
    seenBy: isSameValue(first.facts, last.facts)
      ? union(first.facts.seenBy, last.facts.seenBy)
      : values.from.facts.seenBy,
    usedBy: latestUses(first.facts.usedBy, last.facts.usedBy),
    rivals: values.rivals,
    writtenAt: last.facts.writtenAt,
    ended: pick('ended'),
  };
  return { facts, value: values.from.value, conflict: values.conflict };
}

function inOrder(one: Version, other: Version): readonly [Version, Version] {
  const isBefore =
    one.facts.writtenAt === other.facts.writtenAt
      ? one.digest < other.digest
      : one.facts.writtenAt < other.facts.writtenAt;
  return isBefore ? [one, other] : [other, one];
}

function mergeTokens(base: SharedToken | undefined, first: SharedToken, last: SharedToken): SharedToken {
  const picked = SHARED_KEYS.map((key) => {
    const isLasts = base === undefined || !isSame(last[key], base[key]);
    const text = isLasts ? last[key] : first[key];
    const isList = key === 'consumers' && base !== undefined;
    return [key, isList ? mergeList(base.consumers, first.consumers, last.consumers) : text];
  });
  return { ...last, ...Object.fromEntries(picked) };
}

/** What either added is in it, and what either took away is not. */
const mergeList = <T>(base: readonly T[], first: readonly T[], last: readonly T[]): readonly T[] =>
  union(first, last).filter((each) => !base.includes(each) || (first.includes(each) && last.includes(each)));

/** Where both changed it, the fewer may. */
function mergeAccess(base: TokenFacts | undefined, first: TokenFacts, last: TokenFacts): TokenFacts['access'] {
  if (base !== undefined && isSame(last.access, base.access)) return first.access;
  if (base !== undefined && isSame(first.access, base.access)) return last.access;
  if (first.access === 'all') return last.access;
  const others = last.access;
  return others === 'all' ? first.access : first.access.filter((id) => others.includes(id));
}

/** The same value, however often it was sealed anew. */
const isSameValue = (one: TokenFacts, other: TokenFacts): boolean =>
  one.generation === other.generation && one.valueAt === other.valueAt && one.valueBy === other.valueBy;

const isOlderValue = (one: TokenFacts, other: TokenFacts): boolean =>
  one.generation === other.generation ? one.valueAt < other.valueAt : one.generation < other.generation;

function mergeValues(base: TokenFacts | undefined, first: Version, last: Version) {
  const isNews = ({ facts }: Version) => base === undefined || !isSameValue(facts, base);
  const conflict = !isSameValue(first.facts, last.facts) && isNews(first) && isNews(last);
  const [from, lost] = isOlderValue(last.facts, first.facts) ? [first, last] : [last, first];
  const beside = conflict ? [{ value: lost.value, by: lost.facts.valueBy, at: lost.facts.valueAt }] : [];
  const all = [...first.facts.rivals, ...last.facts.rivals, ...beside];
  const rivals = all.filter(({ value }, at) => all.findIndex((each) => each.value === value) === at);
  return { from, conflict, rivals: rivals.slice(-MOST_RIVALS) };
}

function latestUses(first: TokenFacts['usedBy'], last: TokenFacts['usedBy']): TokenFacts['usedBy'] {
  const uses = { ...first };
  for (const [id, at] of Object.entries(last)) {
    const key = id as keyof typeof uses;
    const other = uses[key];
    uses[key] = other === undefined || at > other ? at : other;
  }
  return uses;
}

const union = <T>(one: readonly T[], other: readonly T[]): readonly T[] => [...new Set([...one, ...other])];
