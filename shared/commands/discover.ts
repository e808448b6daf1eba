import { z } from 'zod';
import type { Verdict } from '../verdict.ts';
import { path, word } from './parts.ts';

export const discoverCommands = {
  /** Tokens in the places where this person's programs keep them, and in the `.env` files of the named folders. */
  discover: z.strictObject({
    projects: z.array(path).max(100).default([]),
    /** Asks the issuers of those that can be asked. */
    check: z.boolean().default(false),
  }),
  /** Keeps what was found, proves that it is kept, and then does with the plain copy what is said. */
  takeOver: z.strictObject({
    ids: z.array(word).min(1).max(1000),
    projects: z.array(path).max(100).default([]),
    /** `remove`: the values go from the files, and nothing else of them; it can be undone. */
    plain: z.enum(['leave', 'remove']),
  }),
  /** Puts back what was removed, newest first; of one take-over, or of all. The tokens stay. */
  takeBack: z.strictObject({ id: word.optional() }),
  /** What can still be put back. */
  takeOvers: z.strictObject({}),
} as const;

/** A value in plain text, told without it. */
export interface PlainCopy {
  /** The same as long as value and place are. */
  readonly id: string;
  readonly file: string;
  /** What keeps it there. */
  readonly keeper: string;
  /** As it is called there. */
  readonly name: string;
  readonly mode: number;
  readonly isMine: boolean;
  readonly provider: string;
  readonly what: string;
  readonly host?: string | undefined;
  /** The token that has the same value already. */
  readonly keptAs?: string | undefined;
  /** What its issuer said; undefined where it was not asked or cannot be. */
  readonly verdict?: Verdict | undefined;
  readonly expiresAt?: number | undefined;
}

export interface Discovered {
  readonly copies: readonly PlainCopy[];
  /** Files in which there was something. */
  readonly files: number;
  /** Files that are there and could not be read. */
  readonly unread: readonly string[];
}

/** What can be put back. */
export interface TakeOver {
  readonly id: string;
  readonly at: number;
  readonly file: string;
  readonly labels: readonly string[];
}

export interface TookOver {
  readonly kept: readonly { readonly id: string; readonly label: string; readonly file: string }[];
  readonly removed: readonly TakeOver[];
  /** Files that were left as they are although their values were to go. */
  readonly left: readonly { readonly file: string; readonly reason: string }[];
}

export interface DiscoverAnswers {
  discover: Discovered;
  takeOver: TookOver;
  takeBack: { readonly back: readonly TakeOver[] };
  takeOvers: readonly TakeOver[];
}
