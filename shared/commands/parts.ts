import { z } from 'zod';
import { MOST_VALUE_CHARACTERS } from '../limits.ts';

/** One line of a person's, without control characters. */
export const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'no control characters');

export const value = z.string().max(MOST_VALUE_CHARACTERS);

/** An absolute path. */
export const path = z
  .string()
  .max(4096)
  .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)[^\0]*$/, 'a full path');

/** When a token is rotated by itself. */
export const rule = z.union([
  z.strictObject({ every: z.string().max(64) }),
  z.strictObject({ cron: z.string().max(200), zone: z.string().max(64) }),
]);

/** The facts a person gives about a token; the same for add and edit. */
export const facts = {
  provider: word.optional(),
  host: z.string().max(2048).optional(),
  /** Empty takes an earlier one away. */
  owner: word.or(z.literal('')).optional(),
  environment: word.or(z.literal('')).optional(),
  consumers: z.array(word).max(100).optional(),
  /** `never`, a date, or a date and time with a zone. */
  expires: z.string().max(64).optional(),
  /** `14d,3d`, or `default`. */
  leads: z.string().max(200).optional(),
  policy: z.enum(['ask', 'open', 'deny']).optional(),
  fields: z.record(z.string().max(64), value).optional(),
  rotation: z.union([rule, z.null()]).optional(),
  /** As `env:/home/me/.env#TOKEN`; they replace the earlier ones. */
  targets: z.array(z.string().max(4096)).max(20).optional(),
  /** Where git takes it, as `https://me@git.example/owner`; they replace the earlier ones, not what git itself brought. */
  git: z.array(z.string().max(2048)).max(100).optional(),
  /** Registries that docker signs in to with it, as `me@registry.example:5000`. */
  docker: z.array(z.string().max(2048)).max(100).optional(),
};

/** How far the cleaning of a paste may go. */
const care = {
  /** Bytes as they are: nothing is trimmed and nothing is doubted. */
  exact: z.boolean().default(false),
  /** The person has seen the doubt and says that the cleaned value is right. */
  confirmed: z.boolean().default(false),
};

const pastes = [
  z.strictObject({ kind: z.literal('value'), text: value, ...care }),
  z.strictObject({ kind: z.literal('clipboard'), ...care }),
] as const;

export const paste = z.discriminatedUnion('kind', pastes);

/** `none`: the value is minted from the fields. */
export const pasteOrNone = z.discriminatedUnion('kind', [...pastes, z.strictObject({ kind: z.literal('none') })]);
