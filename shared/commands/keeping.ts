import { z } from 'zod';
import type { Finding } from '../diagnosis.ts';
import type { Failure } from '../failure.ts';
import type { EndKnown, KindView } from '../kind.ts';
import type { TokenView } from '../snapshot.ts';
import { facts, paste, pasteOrNone, word } from './parts.ts';

/** What is kept: added, looked at, changed, handed to the clipboard. */
export const keepingCommands = {
  /** `none`: for kinds whose value is minted from the fields. */
  add: z.strictObject({ label: word, pasted: pasteOrNone, ...facts }),
  /** Looks at a paste before anything is stored: kinds it may be, what would be cleaned, a duplicate. */
  guess: z.strictObject({ pasted: paste, provider: word.optional(), host: z.string().max(2048).optional() }),
  replace: z.strictObject({ token: word, pasted: paste }),
  edit: z.strictObject({ token: word, label: word.optional(), ...facts }),
  forget: z.strictObject({ token: word }),
  /** `confirmed`: what the look itself does is known; asked for where it does anything, and of no use without names. */
  check: z.strictObject({ tokens: z.array(word).max(20_000).optional(), confirmed: z.boolean().optional() }),
  /** Opens the issuer's page for the token in the person's browser. */
  page: z.strictObject({ token: word }),
  copy: z.strictObject({ token: word, clearAfterMs: z.int().min(1000).max(600_000).optional() }),
  snooze: z.strictObject({
    token: word,
    forMs: z
      .int()
      .min(60_000)
      .max(400 * 86_400_000),
  }),
  /** Marks notices read; without ids, all of them. */
  read: z.strictObject({ ids: z.array(z.string().max(64)).max(1000).optional() }),
  pause: z.strictObject({ until: z.union([z.int(), z.null()]) }),
  set: z.strictObject({ key: z.string().max(64), value: z.string().max(20_000) }),
  doctor: z.strictObject({}),
  /** What is known of each kind of token. */
  kinds: z.strictObject({}),
} as const;

export type Confidence = 'high' | 'medium' | 'low';

/** What a value may be, by its shape. */
export interface GuessView {
  readonly provider: string;
  readonly name: string;
  /** The issuer's word for this kind, such as "classic personal access token". */
  readonly kind: string;
  readonly kindId: string;
  readonly confidence: Confidence;
  /** How one learns when it ends; where only its keeper can know, they are asked. */
  readonly end: EndKnown;
  /** The length of life that its issuer usually gives. */
  readonly usualDays?: number | undefined;
  /** What is kept beside its value. */
  readonly fields: readonly {
    readonly key: string;
    readonly label: string;
    readonly secret: boolean;
    readonly needed: boolean;
  }[];
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
  /** It is kept, and its issuer has not minted a value yet: why. It is tried again by itself. */
  readonly unminted?: Failure | undefined;
}

export interface Copied {
  readonly label: string;
  readonly clearsAt: number;
  /** False where clipboard histories cannot be told to look away. */
  readonly hidden: boolean;
  /** False where nobody can read back that it was cleared. */
  readonly provable: boolean;
}

export interface KeepingAnswers {
  add: Added;
  guess: Guessed;
  replace: Added;
  edit: TokenView;
  forget: { readonly label: string; readonly provider: string };
  check: readonly TokenView[];
  page: { readonly opened: boolean; readonly link: string };
  copy: Copied;
  snooze: TokenView;
  read: { readonly count: number };
  pause: { readonly until: number | null };
  set: { readonly key: string; readonly value: string };
  doctor: readonly Finding[];
  kinds: readonly KindView[];
}
