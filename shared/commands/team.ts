import { z } from 'zod';
import { roles } from '../team-roster.ts';
import type { TeamAuditEntry, TeamSummary, TeamView } from '../team-view.ts';
import type { Copied } from './keeping.ts';
import { paste, path, value, word } from './parts.ts';

/** By name or id; left out it is the only one. */
const team = word.optional();

const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path }),
  z.strictObject({ kind: z.literal('postgres'), url: z.string().min(1).max(2048) }),
]);

/** What one is called in the team; where it lies; of a database the password. */
const who = { person: word, place, password: value.optional() };
const invitation = {
  team,
  name: word,
  role: z.enum(roles),
  forMs: z
    .int()
    .min(60_000)
    .max(30 * 86_400_000)
    .default(3 * 86_400_000),
  /** A member whose device was lost, or whose keys are given up: out when the new one is in. */
  replaces: word.optional(),
};
const access = z.union([z.literal('all'), z.array(word).max(1000)]);

/** The shared vault. None of these answers a value; what invites or recovers is for a terminal, or goes to the clipboard. */
export const teamCommands = {
  teamCreate: z.strictObject({ name: word, ...who }),
  teamJoin: z.strictObject({ code: paste, ...who }),
  teamInviteCopy: z.strictObject(invitation),
  teamWithdraw: z.strictObject({ team, invitation: word }),
  /** `phrase` is what the other side sees. */
  teamConfirm: z.strictObject({ team, invitation: word, phrase: z.string().min(1).max(200) }),
  teamRole: z.strictObject({ team, member: word, role: z.enum(roles) }),
  teamRemove: z.strictObject({ team, member: word, heir: word.optional() }),
  teamLeave: z.strictObject({ team }),
  teamKeys: z.strictObject({ team }),
  teamShare: z.strictObject({ token: word, team, access: access.default('all') }),
  teamUnshare: z.strictObject({ token: word }),
  teamAccess: z.strictObject({
    token: word,
    access: access.optional(),
    /** Empty: nobody. */
    keeper: word.or(z.literal('')).optional(),
    deputy: word.or(z.literal('')).optional(),
  }),
  /** Rotates whatever somebody has seen who may not have it any more. */
  teamRotateNow: z.strictObject({ team }),
  teamSync: z.strictObject({ team }),
  teamView: z.strictObject({ team }),
  teamList: z.strictObject({}),
  teamAudit: z.strictObject({ team }),
  teamSeen: z.strictObject({ team }),
  teamForget: z.strictObject({ team }),
} as const;

/** A token, and what became of its rotation. */
export interface RotatedNow {
  readonly label: string;
  readonly done: boolean;
  /** The failure's code. */
  readonly why?: string | undefined;
}

export interface TeamAnswers {
  teamCreate: TeamView;
  teamJoin: TeamView;
  teamInviteCopy: Copied;
  teamWithdraw: TeamView;
  teamConfirm: TeamView;
  teamRole: TeamView;
  teamRemove: TeamView;
  teamLeave: { readonly left: string };
  teamKeys: TeamView;
  teamShare: TeamView;
  teamUnshare: { readonly label: string };
  teamAccess: TeamView;
  teamRotateNow: readonly RotatedNow[];
  teamSync: readonly TeamView[];
  teamView: TeamView;
  teamList: readonly TeamSummary[];
  /** Newest first. */
  teamAudit: readonly TeamAuditEntry[];
  teamSeen: TeamView;
  teamForget: { readonly left: string };
}

/** What a terminal alone is told: it is as good as a key, and there once. */
export const teamTerminalCommands = {
  teamInvite: z.strictObject(invitation),
  teamRecovery: z.strictObject({ team }),
  teamRecover: z.strictObject({ kit: value, ...who }),
} as const;

export interface TeamTerminalAnswers {
  teamInvite: { readonly code: string };
  teamRecovery: { readonly kit: string };
  teamRecover: TeamView;
}
