import type { TokenFacts } from '../../shared/team-facts.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type {
  InvitationView,
  MemberView,
  SharedView,
  TeamSummary,
  TeamTrouble,
  TeamView,
} from '../../shared/team-view.ts';
import type { Instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import type { Roster } from '../domain/member.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import { phraseOf } from '../domain/team-phrase.ts';
import { leftBehind, usersOf } from '../domain/team-recipients.ts';
import type { Held, Session } from './team-session.ts';

/** A team as it is drawn. Without an open session just what the book says of it. */
export function teamView(membership: Membership, session: Session | undefined, now: Instant): TeamView {
  const { team: id, name, state, place, root, phrase, syncedAt, changes, seenAt, member } = membership;
  const roster = session?.roster;
  return {
    id,
    name,
    state,
    place,
    fingerprint: phraseOf(root),
    role: roster?.members.get(member)?.role,
    phrase: state === 'asking' ? phrase : undefined,
    syncedAt,
    members: roster === undefined ? [] : membersView(roster, member, session),
    invitations: roster === undefined ? [] : invitationsView(roster, session, now),
    tokens: roster === undefined || session === undefined ? [] : tokensView(roster, session, member),
    changes: [...changes].reverse(),
    unseen: changes.filter(({ at }) => at > (seenAt ?? 0)).length,
    troubles: session === undefined ? [] : troubles(session, syncedAt),
  };
}

function membersView(roster: Roster, self: MemberId, session: Session | undefined): readonly MemberView[] {
  return [...roster.members.values()].map(
    ({ id, name, device, role, joinedAt, leftAt, isRecovery = false, sign, recipient }) => ({
      id,
      name,
      device,
      role,
      joinedAt,
      leftAt,
      isSelf: id === self,
      isRecovery,
      fingerprint: phraseOf(session?.sealer.digest(`${sign}:${recipient}`) ?? ''),
    }),
  );
}

function invitationsView(roster: Roster, session: Session | undefined, now: Instant): readonly InvitationView[] {
  return [...roster.invitations.values()]
    .filter(({ state, until }) => state === 'open' && until > now)
    .map(({ id, name, role, at, until, by }) => {
      const asked = session?.asked.get(id);
      return {
        id,
        name,
        role,
        at,
        until,
        by: roster.members.get(by)?.name ?? '',
        asked:
          asked === undefined
            ? undefined
            : { phrase: asked.phrase, name: asked.member.name, device: asked.member.device },
      };
    });
}

function tokensView(roster: Roster, session: Session, self: MemberId): readonly SharedView[] {
  return [...session.records.values()].flatMap((held) => {
    const { facts } = held;
    return facts === undefined || facts.ended === true ? [] : [tokenView(roster, { ...held, facts }, self)];
  });
}

function tokenView(roster: Roster, { read, facts }: Held & { readonly facts: TokenFacts }, self: MemberId): SharedView {
  const nameOf = (id: MemberId | undefined) => (id === undefined ? undefined : roster.members.get(id)?.name);
  const isIn = (id: MemberId | undefined) => id !== undefined && roster.members.get(id)?.leftAt === undefined;
  const { token, access, keeper, deputy, usedBy, rivals } = facts;
  const names = (ids: readonly MemberId[]) => ids.map(nameOf).filter((name) => name !== undefined);
  return {
    id: tokenId(read.head.record),
    label: token.label,
    access: access === 'all' ? 'all' : names(access),
    keeper: isIn(keeper) ? nameOf(keeper) : undefined,
    deputy: isIn(deputy) ? nameOf(deputy) : undefined,
    heir: isIn(keeper) ? undefined : nameOf(heirOf(roster, facts)),
    isAsked: !isIn(keeper) && heirOf(roster, facts) === self,
    usedBy: Object.entries(usedBy).map(([id, at]) => ({ name: nameOf(id as MemberId) ?? '', at })),
    leftBehind: names(leftBehind(roster, facts)),
    conflict: rivals.length > 0,
    mayUse: usersOf(roster, access).some(({ id }) => id === self),
    changedAt: facts.writtenAt,
    changedBy: nameOf(read.head.author),
  };
}

/** Who is asked to look after it when its owner has left: the deputy, or else whom the owner's removal named. */
function heirOf(roster: Roster, { keeper, deputy }: TokenFacts): MemberId | undefined {
  const candidates = [deputy, keeper === undefined ? undefined : roster.members.get(keeper)?.heir];
  return candidates.find((id) => id !== undefined && roster.members.get(id)?.leftAt === undefined);
}

function troubles(
  { offline, refused, withheld, elsewhere, records }: Session,
  since: Instant | undefined,
): readonly TeamTrouble[] {
  const labelOf = (id: Parameters<typeof records.get>[0]) => records.get(id)?.facts?.token.label;
  return [
    ...[...refused].map(([record, why]) => ({ kind: 'refused' as const, record, label: labelOf(record), why })),
    ...(elsewhere === undefined ? [] : [{ kind: 'elsewhere' as const, where: elsewhere }]),
    ...(withheld === 0 ? [] : [{ kind: 'withheld' as const, count: withheld }]),
    ...(offline === undefined ? [] : [{ kind: 'offline' as const, since, why: offline }]),
  ];
}

/** As much of it as the picture holds. */
export function summaryOf({ id, name, state, role, syncedAt, unseen, ...view }: TeamView): TeamSummary {
  return {
    id,
    name,
    state,
    role,
    syncedAt,
    unseen,
    troubles: view.troubles.filter(({ kind }) => kind !== 'offline').length,
    isOffline: view.troubles.some(({ kind }) => kind === 'offline'),
    asked: view.invitations.filter(({ asked }) => asked !== undefined).length,
    members: view.members.filter(({ leftAt, isRecovery }) => leftAt === undefined && !isRecovery).length,
    tokens: view.tokens.length,
    rotateNow: view.tokens.filter(({ leftBehind }) => leftBehind.length > 0).length,
    unowned: view.tokens.filter(({ keeper }) => keeper === undefined).length,
  };
}
