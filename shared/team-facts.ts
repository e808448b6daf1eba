import { z } from 'zod';
import type { Login } from './login.ts';
import { memberIdText } from './team-record.ts';
import { duration, instant } from './time.ts';
import type { Expiry, Schedule, Token } from './token.ts';

const text = z.string().max(2048);
const texts = z.array(text).max(1000);
const at = z.number().transform(instant);

const source = z.enum(['issuer', 'user', 'token']);
const expiry: z.ZodType<Expiry> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at, precision: z.enum(['instant', 'date']), source }),
  z.strictObject({ kind: z.literal('never'), source }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

const schedule: z.ZodType<Schedule> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), every: z.int().min(0).transform(duration), since: at }),
  z.strictObject({ kind: z.literal('cron'), cron: text, zone: text, since: at }),
]);

const login: z.ZodType<Login> = z.strictObject({
  tool: z.enum(['git', 'docker']),
  server: text,
  path: text.optional(),
  username: text.optional(),
  stored: z.boolean().optional(),
  refusedAt: at.optional(),
});

/** Of all that is known of a token, what its team shares; the rest is each member's own. */
export const SHARED_KEYS = [
  'label',
  'provider',
  'kind',
  'host',
  'subject',
  'owner',
  'environment',
  'consumers',
  'audience',
  'scopes',
  'addedAt',
  'issuedAt',
  'expiry',
  'hasRefresh',
  'renewable',
  'refreshExpiresAt',
  'schedule',
  'rotatedAt',
  'issuerId',
  'logins',
  'fields',
] as const satisfies readonly (keyof Token)[];
export type SharedToken = Pick<Token, (typeof SHARED_KEYS)[number]>;

const sharedToken: z.ZodType<SharedToken> = z.strictObject({
  label: z.string().min(1).max(200),
  provider: z.string().min(1).max(200),
  kind: text.optional(),
  host: text.optional(),
  subject: text.optional(),
  owner: text.optional(),
  environment: text.optional(),
  consumers: texts,
  audience: texts,
  scopes: texts,
  addedAt: at,
  issuedAt: at.optional(),
  expiry,
  hasRefresh: z.boolean().optional(),
  renewable: z.boolean().optional(),
  refreshExpiresAt: at.optional(),
  schedule: schedule.optional(),
  rotatedAt: at.optional(),
  issuerId: text.optional(),
  logins: z.array(login).max(1000).optional(),
  fields: texts,
});

const members = z.array(memberIdText).max(100_000).readonly();
export const MOST_RIVALS = 20;

export const tokenFacts = z.strictObject({
  token: sharedToken,
  access: z.union([z.literal('all'), members]),
  keeper: memberIdText.optional(),
  deputy: memberIdText.optional(),
  /** Counts up with each value. */
  generation: z.int().min(1),
  valueBy: memberIdText,
  valueAt: at,
  /** Who could read this value since it was made. */
  seenBy: members,
  /** Who used it last when, to the day. */
  usedBy: z.record(memberIdText, at).readonly(),
  /** Values that another machine made at the same time, sealed: kept until its issuer was asked which one lives. */
  rivals: z
    .array(z.strictObject({ value: z.string().max(1_000_000), by: memberIdText, at }))
    .max(MOST_RIVALS)
    .readonly(),
  writtenAt: at,
  /** It is shared no longer. */
  ended: z.boolean().optional(),
});
export type TokenFacts = Readonly<z.output<typeof tokenFacts>>;

export const MOST_AUDIT_ENTRIES = 500;

/** One member's uses, in a chain of records of their own; sealed to the managers. */
export const auditFacts = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        at,
        act: text,
        token: z.string().max(100).optional(),
        label: text.optional(),
        actor: text,
        outcome: text,
      }),
    )
    .max(MOST_AUDIT_ENTRIES)
    .readonly(),
  /** Of the record before this one; empty for the first. */
  before: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .or(z.literal('')),
});
export type TeamAuditFacts = Readonly<z.output<typeof auditFacts>>;
