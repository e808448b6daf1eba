import { z } from 'zod';
import { memberId, recordId, teamId } from './team-ids.ts';

/** A token's value, sealed and spelled in armor, with facts and what lost a race beside it; a roster of thousands. Longer is not read. */
export const MOST_RECORD_CHARACTERS = 16_000_000;
/** So many earlier heads are named by each. */
export const MOST_PAST = 16;

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const count = z.int().min(0).max(1_000_000_000);

export const memberIdText = hex(32).transform(memberId);
export const teamIdText = hex(32).transform(teamId);
const recordIdText = z
  .string()
  .regex(/^[0-9a-z-]{1,64}$/)
  .transform(recordId);

export const recordKinds = ['token', 'roster', 'join', 'audit'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What is signed: docs/team.md. */
export const headSchema = z.strictObject({
  team: teamIdText,
  record: recordIdText,
  kind: z.enum(recordKinds),
  n: count.min(1),
  author: memberIdText,
  /** Of the team's keys, where it is sealed to those. */
  epoch: count,
  to: z.strictObject({ facts: count, value: count.optional() }),
  parts: z.strictObject({ facts: hex(64), value: hex(64).optional() }),
  past: z.array(hex(32)).max(MOST_PAST),
});
export type RecordHead = Readonly<z.output<typeof headSchema>>;

const sealed = z.string().max(MOST_RECORD_CHARACTERS);

export const envelopeSchema = z.strictObject({
  format: z.literal('tokenkeep-team'),
  version: z.literal(1),
  /** The exact text that is signed. */
  head: z.string().max(8192),
  signature: z.string().max(128),
  facts: sealed,
  /** A token's value; of a roster the members' wraps, as JSON. */
  value: sealed.optional(),
});
export type Envelope = Readonly<z.output<typeof envelopeSchema>>;

/** What any version of a record can be read as, so that a newer one is not taken for a damaged one. */
export const anyEnvelope = z.object({ format: z.literal('tokenkeep-team'), version: z.int().min(1).max(1_000_000) });
