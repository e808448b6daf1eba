import { z } from 'zod';
import { discoverCommands, type DiscoverAnswers } from './discover.ts';
import { importCommands, type ImportAnswers } from './import.ts';
import { leakCommands, type LeakAnswers } from './leak.ts';
import type { ScanState } from './scan.ts';
import { path, word } from './parts.ts';

/** Tokens elsewhere on this machine. */
export const findingCommands = {
  /** Begins a search for tokens in files; `scanNews` tells how far it is. */
  scan: z.strictObject({
    path,
    /** Also what git still holds of it. */
    history: z.boolean().default(false),
    /** Only what the next commit would add. */
    staged: z.boolean().default(false),
    /** The index that git made for this very commit. */
    index: path.optional(),
    /** Only what was typed in shells, wherever they keep it; the path says whose ignore file counts. */
    shellHistory: z.boolean().default(false),
    /** Also what is not the vault's own. */
    allPatterns: z.boolean().default(false),
  }),
  scanNews: z.strictObject({ id: word }),
  scanCancel: z.strictObject({ id: word }),
  /** Writes a finding into the ignore file of the place that was searched. */
  scanIgnore: z.strictObject({ path, id: word, rule: word }),
  /** Has the person choose in the desktop's own dialog; only where there is a window. */
  choose: z.strictObject({
    what: z.enum(['file', 'folder', 'new-file']),
    /** Of a new one, as a proposal. */
    name: z.string().max(200).optional(),
  }),
  ...importCommands,
  ...discoverCommands,
  ...leakCommands,
} as const;

export interface FindingAnswers extends ImportAnswers, DiscoverAnswers, LeakAnswers {
  scan: { readonly id: string };
  scanNews: ScanState;
  scanCancel: { readonly cancelled: boolean };
  scanIgnore: { readonly file: string };
  /** Without a path where nothing was chosen. */
  choose: { readonly path?: string | undefined };
}
