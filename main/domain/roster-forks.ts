import type { MemberId } from '../../shared/team-ids.ts';
import { linkSchema, type RosterAct, type SignedLink } from '../../shared/team-roster.ts';
import { parseJson } from './json.ts';
import { isIn, type Roster } from './member.ts';

function commonLength(one: readonly SignedLink[], other: readonly SignedLink[]): number {
  const at = one.findIndex(({ text }, index) => other[index]?.text !== text);
  return at < 0 ? one.length : at;
}

const linkOf = ({ text }: SignedLink) => linkSchema.safeParse(parseJson(text)).data;

/**
 * Whether a roster may take the place of the one that is known: it goes on from it, or it went another way by the hands of those alone who are
 * in by the known one too. So somebody who was removed cannot bring a roster from before.
 */
function mayFollow(known: Roster | undefined, roster: Roster): boolean {
  if (known === undefined) return true;
  const apart = roster.links.slice(commonLength(known.links, roster.links));
  const isOnward = roster.links.length - apart.length === known.links.length;
  return isOnward || apart.every((link) => isIn(known.members.get(linkOf(link)?.by ?? ('' as MemberId))));
}

/** Of two that were written at once the longer counts, or else the one whose digest is smaller: everybody chooses the same. */
export function chooseRoster(known: Roster | undefined, rosters: readonly Roster[]): Roster | undefined {
  const [first] = rosters
    .filter((roster) => mayFollow(known, roster))
    .sort((one, other) => other.links.length - one.links.length || (one.head < other.head ? -1 : 1));
  if (first === undefined || known === undefined) return first;
  const isLess =
    first.links.length < known.links.length || (first.links.length === known.links.length && first.head > known.head);
  return isLess && commonLength(first.links, known.links) < first.links.length ? undefined : first;
}

/** What a member did in rosters that did not come to count. */
export function lostActs(winner: Roster, others: readonly Roster[], member: MemberId): readonly RosterAct[] {
  const done = new Set(winner.links.map(({ text }) => text));
  const lost = new Map<string, RosterAct>();
  for (const { links } of others) {
    for (const signed of links) {
      const link = done.has(signed.text) ? undefined : linkOf(signed);
      // New keys of the team are made anew where they are needed.
      if (link?.by === member && link.act.kind !== 'epoch') lost.set(signed.text, link.act);
    }
  }
  return [...lost.values()];
}
