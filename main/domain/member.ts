import type { MemberId, TeamId } from '../../shared/team-ids.ts';
import type { MemberFacts, Role, SignedLink } from '../../shared/team-roster.ts';
import type { Instant } from '../../shared/time.ts';

export interface Member extends MemberFacts {
  readonly role: Role;
  readonly joinedAt: Instant;
  readonly leftAt?: Instant | undefined;
  /** Since when values are not for them any more, by leaving or by another role. */
  readonly valuesUntil?: Instant | undefined;
  /** Who takes over what was theirs, where that was said. */
  readonly heir?: MemberId | undefined;
  readonly isRecovery?: boolean | undefined;
  /** Keys that were theirs before, and that older records are signed with. */
  readonly earlier?: readonly string[] | undefined;
}

export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly at: Instant;
  readonly until: Instant;
  readonly secret: string;
  readonly replaces?: MemberId | undefined;
  readonly by: MemberId;
  readonly state: 'open' | 'used' | 'withdrawn';
}

export interface Epoch {
  readonly number: number;
  /** Recipients of the identities that facts and values are sealed to. */
  readonly facts: string;
  readonly values: string;
}

/** Who is in the team, as its signed links say. */
export interface Roster {
  readonly team: TeamId;
  readonly name: string;
  /** SHA-256 of the first link: the team's fingerprint. */
  readonly root: string;
  readonly links: readonly SignedLink[];
  /** SHA-256 of the last link. */
  readonly head: string;
  /** Who signed it. */
  readonly lastBy: MemberId;
  readonly lastAt: Instant;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly invitations: ReadonlyMap<string, Invitation>;
  readonly epoch: Epoch;
  /** Somebody left since the team's keys were last made anew. */
  readonly needsEpoch: boolean;
}

export const isIn = (member: Member | undefined): member is Member =>
  member !== undefined && member.leftAt === undefined;

export const membersIn = (roster: Roster): readonly Member[] => [...roster.members.values()].filter(isIn);

export const managersIn = (roster: Roster): readonly Member[] =>
  membersIn(roster).filter(({ role }) => role === 'manager');
