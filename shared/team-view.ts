import type { TeamStoreFailure, TeamTamper } from './failure-team.ts';
import type { MemberId, RecordId, TeamId } from './team-ids.ts';
import type { Role } from './team-roster.ts';
import type { Instant } from './time.ts';
import type { TokenId } from './token.ts';

/** Where a team's records lie. A database's password is in the keychain, and never here. */
export type TeamPlace =
  | { readonly kind: 'folder'; readonly path: string }
  /** `postgres://user@host:port/database?schema=name`, without a password. */
  | { readonly kind: 'postgres'; readonly url: string };

/** What came about in a team, as somebody reads it later. Names as they were then. */
export interface TeamChange {
  readonly at: Instant;
  readonly what:
    | 'joined'
    | 'left'
    | 'role'
    | 'invited'
    | 'asked'
    | 'shared'
    | 'unshared'
    | 'value'
    | 'facts'
    | 'access'
    | 'conflict'
    | 'keys'
    | 'refused';
  /** Who did it; undefined where nobody can be named. */
  readonly by?: string | undefined;
  /** The member or token that it was done to. */
  readonly whom?: string | undefined;
  readonly why?: TeamTamper | undefined;
}

export interface MemberView {
  readonly id: MemberId;
  readonly name: string;
  readonly device: string;
  readonly role: Role;
  readonly joinedAt: Instant;
  readonly leftAt?: Instant | undefined;
  readonly isSelf: boolean;
  readonly isRecovery: boolean;
  /** Of the keys, to be compared by voice. */
  readonly fingerprint: string;
}

export interface InvitationView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly at: Instant;
  readonly until: Instant;
  readonly by: string;
  /** Somebody has answered it: what both must see, and who says to be it. */
  readonly asked?: { readonly phrase: string; readonly name: string; readonly device: string } | undefined;
}

export interface SharedView {
  readonly id: TokenId;
  readonly label: string;
  /** `all`, or those besides the managers. */
  readonly access: 'all' | readonly string[];
  readonly keeper?: string | undefined;
  readonly deputy?: string | undefined;
  /** Its owner has left, or there never was one: who is asked to look after it. */
  readonly heir?: string | undefined;
  /** The heir is oneself. */
  readonly isAsked: boolean;
  readonly usedBy: readonly { readonly name: string; readonly at: Instant }[];
  /** Members who have seen the value and may not have it any more. */
  readonly leftBehind: readonly string[];
  readonly conflict: boolean;
  /** Whether this member may use it, or only see that it is there. */
  readonly mayUse: boolean;
  readonly changedAt: Instant;
  readonly changedBy?: string | undefined;
}

/** Something about a team that a person should know, worst first. */
export type TeamTrouble =
  | { readonly kind: 'offline'; readonly since?: Instant | undefined; readonly why: TeamStoreFailure }
  | {
      readonly kind: 'refused';
      readonly record: RecordId;
      readonly label?: string | undefined;
      readonly why: TeamTamper;
    }
  /** It was there before, and the store does not have it any more. */
  | { readonly kind: 'withheld'; readonly count: number }
  /** Sealed to others: these are here and not for this member. */
  | { readonly kind: 'elsewhere'; readonly where: string };

export interface TeamView {
  readonly id: TeamId;
  readonly name: string;
  readonly state: 'asking' | 'in' | 'out';
  readonly place: TeamPlace;
  readonly fingerprint: string;
  readonly role?: Role | undefined;
  /** What a manager has to see on the other side, while it is asking. */
  readonly phrase?: string | undefined;
  readonly syncedAt?: Instant | undefined;
  readonly members: readonly MemberView[];
  readonly invitations: readonly InvitationView[];
  readonly tokens: readonly SharedView[];
  readonly changes: readonly TeamChange[];
  /** Of them, how many since somebody looked. */
  readonly unseen: number;
  readonly troubles: readonly TeamTrouble[];
}

/** As much of a team as the picture holds; the rest is asked for where it is shown. */
export interface TeamSummary extends Pick<TeamView, 'id' | 'name' | 'state' | 'role' | 'syncedAt' | 'unseen'> {
  readonly troubles: number;
  readonly isOffline: boolean;
  /** How many have answered an invitation and wait to be let in. */
  readonly asked: number;
  readonly members: number;
  readonly tokens: number;
  readonly rotateNow: number;
  /** Nobody looks after them. */
  readonly unowned: number;
}

/** One use of a token of the team's, by its member's own word; sealed to the managers. */
export interface TeamAuditEntry {
  readonly at: Instant;
  readonly who: string;
  readonly act: string;
  readonly token?: string | undefined;
  readonly label?: string | undefined;
  readonly actor: string;
  readonly outcome: string;
  /** False where it does not follow from what its member wrote before. */
  readonly follows: boolean;
}
