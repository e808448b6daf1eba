import { z } from 'zod';
import type { Failure } from './failure.ts';
import { MOST_VALUE_CHARACTERS } from './limits.ts';
import type { Result } from './result.ts';
import type { SnapshotMessage, TokenView } from './snapshot.ts';
import type { TokenId } from './token.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'no control characters');
const word = name;
/** An id or a name. */
const token = name;
const value = z.string().max(MOST_VALUE_CHARACTERS);

/** The facts a person gives about a token; the same for add and edit. */
const facts = {
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
};

/** How far the cleaning of a paste may go. */
const care = {
  /** Bytes as they are: nothing is trimmed and nothing is doubted. */
  exact: z.boolean().default(false),
  /** The person has seen the doubt and says that the cleaned value is right. */
  confirmed: z.boolean().default(false),
};

const paste = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), text: value, ...care }),
  z.strictObject({ kind: z.literal('clipboard'), ...care }),
]);

/** What may be asked of the vault by the window. One row a command; every door checks by it. */
export const commands = {
  add: z.strictObject({ label: name, pasted: paste, ...facts }),
  /** Looks at a paste before anything is stored: kinds it may be, what would be cleaned, a duplicate. */
  guess: z.strictObject({ pasted: paste }),
  replace: z.strictObject({ token, pasted: paste }),
  edit: z.strictObject({ token, label: name.optional(), ...facts }),
  forget: z.strictObject({ token }),
  check: z.strictObject({ tokens: z.array(token).max(20_000).optional() }),
  copy: z.strictObject({ token, clearAfterMs: z.int().min(1000).max(600_000).optional() }),
  snooze: z.strictObject({
    token,
    forMs: z
      .int()
      .min(60_000)
      .max(400 * 86_400_000),
  }),
  /** Marks notices read; without ids, all of them. */
  read: z.strictObject({ ids: z.array(z.string().max(64)).max(1000).optional() }),
  pause: z.strictObject({ until: z.union([z.int(), z.null()]) }),
  set: z.strictObject({ key: z.string().max(64), value: z.string().max(500) }),
  doctor: z.strictObject({}),
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];
/** What a caller may write. */
export type Ask<C extends CommandName> = z.input<(typeof commands)[C]>;
/** What a handler is given: checked, with defaults filled in. */
export type Asked<C extends CommandName> = z.output<(typeof commands)[C]>;

export type Confidence = 'high' | 'medium' | 'low';

/** What a value may be, by its shape. */
export interface GuessView {
  readonly provider: string;
  readonly name: string;
  /** The issuer's word for this kind, such as "classic personal access token". */
  readonly kind: string;
  readonly confidence: Confidence;
}

export type Cleaned =
  | 'line-end'
  | 'spaces'
  | 'quotes'
  | 'bearer'
  | 'header'
  | 'assignment'
  | 'byte-order-mark'
  | 'hidden-character'
  | 'line-break';

export interface Guessed {
  readonly guesses: readonly GuessView[];
  readonly cleaned: readonly Cleaned[];
  readonly duplicateOf?: string | undefined;
  readonly length: number;
}

export interface Added extends Guessed {
  readonly view: TokenView;
}

export interface Copied {
  readonly label: string;
  readonly clearsAt: number;
  /** False where clipboard histories cannot be told to look away. */
  readonly hidden: boolean;
  /** False where nobody can read back that it was cleared. */
  readonly provable: boolean;
}

export interface Finding {
  readonly topic: 'keyring' | 'tray' | 'notifications' | 'clipboard' | 'proxy' | 'ca' | 'clock' | 'files' | 'runtime';
  readonly state: 'good' | 'poor' | 'bad';
  /** What it is, by its own name: `gnome-keyring`, `dunst 1.9.0`, `xfce4-panel`. */
  readonly found: string;
  /** What a lack means and what to do; empty when all is well. */
  readonly meaning: string;
}

/** What each command answers. None holds a value. */
export interface Answers {
  add: Added;
  guess: Guessed;
  replace: Added;
  edit: TokenView;
  forget: { readonly label: string; readonly provider: string };
  check: readonly TokenView[];
  copy: Copied;
  snooze: TokenView;
  read: { readonly count: number };
  pause: { readonly until: number | null };
  set: { readonly key: string; readonly value: string };
  doctor: readonly Finding[];
}

/** A handler is missing, or answers the wrong thing: it does not compile. */
export type Handlers = {
  readonly [C in CommandName]: (input: Asked<C>) => Promise<Result<Answers[C], Failure>>;
};

/** The window's only door. */
export interface Bridge {
  ask<C extends CommandName>(command: C, input: Ask<C>): Promise<Result<Answers[C], Failure>>;
  /** The whole picture first, then each change. Gives back its end. */
  watch(listener: (message: SnapshotMessage) => void): () => void;
  /** Tokens that a click in tray or notification asked to open; undefined means the inbox. */
  onOpen(listener: (target: OpenTarget) => void): () => void;
}

export type OpenTarget =
  | { readonly kind: 'token'; readonly token: TokenId }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'home' };

/** IPC channels of the bridge; there are no others. */
export const channels = { ask: 'ask', watch: 'watch', snapshot: 'snapshot', open: 'open' } as const;
