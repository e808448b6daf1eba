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

/** When a token is rotated by itself. */
const rule = z.union([
  z.strictObject({ every: z.string().max(64) }),
  z.strictObject({ cron: z.string().max(200), zone: z.string().max(64) }),
]);

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
  rotation: z.union([rule, z.null()]).optional(),
  /** As `env:/home/me/.env#TOKEN`; they replace the earlier ones. */
  targets: z.array(z.string().max(4096)).max(20).optional(),
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
  /** A new value, or a longer life, with no person; now. */
  refresh: z.strictObject({ token }),
  /** Marks notices read; without ids, all of them. */
  read: z.strictObject({ ids: z.array(z.string().max(64)).max(1000).optional() }),
  pause: z.strictObject({ until: z.union([z.int(), z.null()]) }),
  /** What a rotation would do; nothing is sent. */
  rotation: z.strictObject({ token }),
  rotate: z.strictObject({ token, confirmed: z.boolean().default(false) }),
  /** Back to the value before the last rotation, while the issuer still accepts it. */
  undo: z.strictObject({ token }),
  /** What a revocation would end; nothing is sent. */
  revocation: z.strictObject({ token }),
  revoke: z.strictObject({ token, confirmed: z.boolean().default(false) }),
  /** Every token that can be revoked from here. */
  revokeAll: z.strictObject({ confirmed: z.boolean().default(false) }),
  /** Null takes the schedule away. */
  schedule: z.strictObject({ token, rule: z.union([rule, z.null()]) }),
  set: z.strictObject({ key: z.string().max(64), value: z.string().max(500) }),
  /** Begins an OAuth sign-in; answers what to open or to type. Only a person may ask for it. */
  signIn: z.strictObject({
    label: name,
    provider: word.optional(),
    /** Undefined where the provider has one of its own, or `again` knows it. */
    issuer: z.string().max(2048).optional(),
    clientId: z.string().trim().min(1).max(500).optional(),
    clientSecret: value.optional(),
    how: z.enum(['browser', 'device', 'client']),
    scopes: z.array(word).max(100).optional(),
    /** Signs the token of that name in anew instead of adding one; what is not said is as it was. */
    again: z.boolean().default(false),
    /** Opens the page in the person's browser where there is one. */
    open: z.boolean().default(false),
  }),
  /** Waits for the end of a sign-in. */
  signInEnd: z.strictObject({ id: z.string().max(64) }),
  signInCancel: z.strictObject({ id: z.string().max(64) }),
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

/** `browser`: authorization code with PKCE on a loopback address. `device`: a code to type elsewhere. `client`: no person takes part. */
export type SignInHow = Asked<'signIn'>['how'];

export interface SignInBegun {
  readonly id: string;
  readonly how: SignInHow;
  /** To open in a browser of this very machine; never logged. */
  readonly url?: string | undefined;
  readonly opened: boolean;
  readonly userCode?: string | undefined;
  readonly verificationUri?: string | undefined;
  readonly expiresAt?: number | undefined;
}

export interface Finding {
  readonly topic: 'keyring' | 'tray' | 'notifications' | 'clipboard' | 'proxy' | 'ca' | 'clock' | 'files' | 'runtime';
  readonly state: 'good' | 'poor' | 'bad';
  /** What it is, by its own name: `gnome-keyring`, `dunst 1.9.0`, `xfce4-panel`. */
  readonly found: string;
  /** What a lack means and what to do; empty when all is well. */
  readonly meaning: string;
}

/** What a rotation does, told before it is done. */
export interface RotationPreview {
  readonly family: 'replace' | 'overlap' | 'grace';
  /** When the old value stops working. */
  readonly oldDies: 'at-once' | 'when-proven' | 'by-itself';
  readonly undoable: boolean;
  readonly consumers: readonly string[];
  readonly targets: readonly string[];
  /** The next runs of its schedule. */
  readonly next: readonly number[];
}

/** What a revocation ends, told before it is done. */
export interface RevocationPreview {
  /** False where this issuer offers no way from here; then `link` leads to its page. */
  readonly possible: boolean;
  /** What dies besides this token. */
  readonly blast?: string | undefined;
  readonly consumers: readonly string[];
  readonly link?: string | undefined;
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
  refresh: TokenView;
  read: { readonly count: number };
  pause: { readonly until: number | null };
  rotation: RotationPreview;
  rotate: TokenView;
  undo: TokenView;
  revocation: RevocationPreview;
  /** Revoked and proven, or pending. */
  revoke: TokenView;
  /** All tokens, as they stand then. */
  revokeAll: readonly TokenView[];
  schedule: { readonly view: TokenView; readonly next: readonly number[] };
  set: { readonly key: string; readonly value: string };
  signIn: SignInBegun;
  signInEnd: TokenView;
  signInCancel: { readonly cancelled: boolean };
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
