import type { TeamTamper } from '../../shared/failure-team.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { RosterLink } from '../../shared/team-roster.ts';
import { isIn } from './member.ts';
import type { Invitation, Member, Roster } from './member.ts';

interface Before {
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly invitations: ReadonlyMap<string, Invitation>;
  readonly epoch: Roster['epoch'];
}

/** Why a link may not follow these; undefined where it may. Who signed it is looked at elsewhere. */
export function refusalOf(before: Before, link: RosterLink): TeamTamper | undefined {
  if (link.act.kind === 'create')
    return before.members.size === 0 && link.by === link.act.member.id ? undefined : 'roster-broken';
  const author = before.members.get(link.by);
  if (author === undefined) return 'unknown-author';
  if (author.leftAt !== undefined) return 'removed-author';
  if (author.role !== 'manager' && !isOwnAffair(link)) return 'role-too-low';
  return refusalOfAct(before, link);
}

/** What everybody may do: leave, and have new keys. */
function isOwnAffair({ act, by }: RosterLink): boolean {
  return act.kind === 'key' || (act.kind === 'remove' && act.member === by);
}

function refusalOfAct(before: Before, { act, at }: RosterLink): TeamTamper | undefined {
  if (act.kind === 'add') return refusalOfAdd(before, act, at);
  if (act.kind === 'invite') return before.invitations.has(act.invitation) ? 'invitation-used' : undefined;
  return followsFrom(before, act) ? undefined : 'roster-broken';
}

function followsFrom({ members, epoch }: Before, act: RosterLink['act']): boolean {
  switch (act.kind) {
    case 'recovery':
      return !members.has(act.member.id);
    case 'role':
    case 'remove':
      return isIn(members.get(act.member));
    case 'epoch':
      return act.epoch === epoch.number + 1;
    default:
      return true;
  }
}

function refusalOfAdd(
  { members, invitations }: Before,
  act: Extract<RosterLink['act'], { kind: 'add' }>,
  at: RosterLink['at'],
): TeamTamper | undefined {
  const invitation = invitations.get(act.invitation);
  if (invitation === undefined) return 'invitation-unknown';
  if (invitation.state !== 'open') return 'invitation-used';
  if (at > invitation.until) return 'invitation-over';
  return act.role === invitation.role && !members.has(act.member.id) ? undefined : 'roster-broken';
}
