import { z } from 'zod';
import type { StatusKind } from '../token.ts';
import type { Evidence } from '../verdict.ts';
import { path, word } from './parts.ts';
import type { Sighting } from './scan.ts';

export const leakCommands = {
  /** From a leak to a value that is proven dead: a new value in the places known, or none, and a report. */
  endLeak: z.strictObject({
    token: word,
    /** Where to look for what still lies about afterwards. */
    path: path.optional(),
    history: z.boolean().default(false),
    confirmed: z.boolean().default(false),
  }),
} as const;

/** What was done about a leak, and how it is known. Holds no value. */
export interface LeakReport {
  readonly token: { readonly id: string; readonly label: string; readonly provider: string };
  readonly act: 'rotated' | 'revoked';
  readonly begunAt: string;
  readonly endedAt: string;
  /** The value that leaked: `dead` is the issuer's own word. */
  readonly old: { readonly state: 'dead' | 'lives' | 'unknown'; readonly evidence?: Evidence | undefined };
  /** How the token stands with its new value; undefined where it has none. */
  readonly fresh?: StatusKind | undefined;
  /** Where the new value was written. */
  readonly targets: readonly string[];
  /** Who has to be told. */
  readonly consumers: readonly string[];
  /** Where the old value still lies. */
  readonly places: readonly Sighting[];
  /** What cleans a history, for a person to run. Nothing of it was run. */
  readonly commands: readonly string[];
  /** Where this report was kept. */
  readonly file?: string | undefined;
}

export interface LeakAnswers {
  endLeak: LeakReport;
}
