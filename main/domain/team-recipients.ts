import type { MemberId } from '../../shared/team-ids.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import { managersIn, membersIn, type Member, type Roster } from './member.ts';

type Access = TokenFacts['access'];

export interface Recipients {
  readonly facts: readonly string[];
  readonly value: readonly string[];
}

/** Who is meant, besides the managers, who see everything. */
function readersOf(roster: Roster, access: Access): readonly Member[] {
  const all = membersIn(roster);
  return access === 'all' ? all : all.filter(({ id, role }) => role === 'manager' || access.includes(id));
}

/** Those of them who may have the value too. */
export const usersOf = (roster: Roster, access: Access): readonly Member[] =>
  readersOf(roster, access).filter(({ role }) => role !== 'reader');

/** The team's own keys where everybody may; else the keys of those who may. */
export function recipientsFor(roster: Roster, access: Access): Recipients {
  if (access === 'all') return { facts: [roster.epoch.facts], value: [roster.epoch.values] };
  const keysOf = (members: readonly Member[]) => members.map(({ recipient }) => recipient);
  return { facts: keysOf(readersOf(roster, access)), value: keysOf(usersOf(roster, access)) };
}

export const auditRecipients = (roster: Roster): readonly string[] =>
  managersIn(roster).map(({ recipient }) => recipient);

/** Members who could read the value and are not among those who may any more. What they saw cannot be unseen. */
export function leftBehind(roster: Roster, facts: TokenFacts): readonly MemberId[] {
  const may = new Set(usersOf(roster, facts.access).map(({ id }) => id));
  const seen = new Set(facts.seenBy);
  // Whoever came later than the value could read it too, where everybody can.
  const could = ({ id, valuesUntil }: Member): boolean =>
    seen.has(id) || (facts.access === 'all' && valuesUntil !== undefined && valuesUntil > facts.valueAt);
  return [...roster.members.values()].filter((member) => !may.has(member.id) && could(member)).map(({ id }) => id);
}
