import type { TokenFacts } from '../../shared/team-facts.ts';
import type { TeamChange } from '../../shared/team-view.ts';
import { linkSchema, type RosterLink } from '../../shared/team-roster.ts';
import { parseJson } from './json.ts';
import type { Roster } from './member.ts';

/** What came about among the members since a roster was last seen. Of a roster that was never seen nothing is news. */
export function changesBetween(before: Roster | undefined, after: Roster): readonly TeamChange[] {
  if (before === undefined || before.head === after.head) return [];
  const known = new Set(before.links.map(({ text }) => text));
  return after.links
    .filter(({ text }) => !known.has(text))
    .flatMap(({ text }) => {
      const link = linkSchema.safeParse(parseJson(text)).data;
      return link === undefined ? [] : changeOfLink(after, link);
    });
}

function changeOfLink(roster: Roster, { at, by: author, act }: RosterLink): readonly TeamChange[] {
  const nameOf = (id: typeof author) => roster.members.get(id)?.name;
  const by = nameOf(author);
  switch (act.kind) {
    case 'add':
    case 'recovery':
      return [{ at, what: 'joined', by, whom: act.member.name }];
    case 'invite':
      return [{ at, what: 'invited', by, whom: act.name }];
    case 'role':
      return [{ at, what: 'role', by, whom: nameOf(act.member) }];
    case 'remove':
      return [{ at, what: 'left', by, whom: nameOf(act.member) }];
    case 'key':
      return [{ at, what: 'keys', by, whom: by }];
    default:
      return [];
  }
}

/** What somebody else did to a token; undefined where nobody would notice, as when it was sealed anew. */
export function changeOf(
  before: TokenFacts | undefined,
  after: TokenFacts,
  by: string | undefined,
): TeamChange | undefined {
  const told = { at: after.writtenAt, by, whom: after.token.label };
  if (after.ended === true)
    return before === undefined || before.ended === true ? undefined : { ...told, what: 'unshared' };
  if (before === undefined) return { ...told, what: 'shared' };
  if (before.generation !== after.generation) return { ...told, what: 'value' };
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  if (!isSame(before.access, after.access) || before.keeper !== after.keeper || before.deputy !== after.deputy)
    return { ...told, what: 'access' };
  return isSame(before.token, after.token) ? undefined : { ...told, what: 'facts' };
}
