import { z } from 'zod';
import { word } from './commands/parts.ts';
import { instant } from './time.ts';
import { memberIdText, teamIdText } from './team-record.ts';

export const roles = ['reader', 'user', 'manager'] as const;
/** `reader` sees what there is, `user` also uses and changes it, `manager` also says who may. */
export type Role = (typeof roles)[number];

const at = z.number().transform(instant);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const publicKey = z.string().regex(/^[\w-]{43}$/);
const recipient = z.string().regex(/^age1[a-z0-9]{58}$/);
const invitationId = z.string().regex(/^[0-9a-f]{32}$/);

const member = z.strictObject({
  id: memberIdText,
  name: word,
  /** The machine its keys are on. */
  device: word,
  /** Ed25519, 32 bytes in base64url. */
  sign: publicKey,
  /** X25519, as age spells it. */
  recipient,
});
export type MemberFacts = Readonly<z.output<typeof member>>;

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), name: word, member }),
  z.strictObject({
    kind: z.literal('invite'),
    invitation: invitationId,
    name: word,
    role: z.enum(roles),
    until: at,
    /** The one-time secret, sealed to the managers of that moment: any of them can confirm. */
    secret: z.string().max(100_000),
    /** Whose device was lost or whose keys are given up: that one leaves when this one comes. */
    replaces: memberIdText.optional(),
  }),
  z.strictObject({ kind: z.literal('withdraw'), invitation: invitationId }),
  z.strictObject({ kind: z.literal('add'), member, role: z.enum(roles), invitation: invitationId }),
  /** Keys that are written down and put away, to get in again when no manager can. */
  z.strictObject({ kind: z.literal('recovery'), member }),
  z.strictObject({ kind: z.literal('role'), member: memberIdText, role: z.enum(roles) }),
  z.strictObject({ kind: z.literal('remove'), member: memberIdText, heir: memberIdText.optional() }),
  /** New keys for oneself; signed with the old ones. */
  z.strictObject({ kind: z.literal('key'), sign: publicKey, recipient }),
  z.strictObject({ kind: z.literal('epoch'), epoch: z.int().min(1), facts: recipient, values: recipient }),
]);
export type RosterAct = Readonly<z.output<typeof act>>;

export const linkSchema = z.strictObject({
  team: teamIdText,
  n: z.int().min(1),
  /** SHA-256 of the text of the link before; empty for the first. */
  prev: digest.or(z.literal('')),
  at,
  by: memberIdText,
  act,
});
export type RosterLink = Readonly<z.output<typeof linkSchema>>;

/** The text that was signed, as it was. */
export const signedLink = z.strictObject({ text: z.string().max(200_000), signature: z.string().max(128) });
export type SignedLink = Readonly<z.output<typeof signedLink>>;

export const rosterFacts = z.strictObject({ links: z.array(signedLink).min(1).max(200_000).readonly() });

/** For each member the team's keys, sealed to that member alone. */
export const wrapsSchema = z.record(memberIdText, z.string().max(10_000));

/** What somebody who was invited says; sealed to the invitation, and `proof` shows that its secret was known. */
export const joinFacts = z.strictObject({ statement: z.string().max(10_000), proof: digest });
export const joinStatement = z.strictObject({ invitation: invitationId, member, at });
