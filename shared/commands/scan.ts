import type { StatusKind } from '../token.ts';

/** How a value was written where it was found. */
export type SightForm = 'plain' | 'base64' | 'utf-16' | 'url';

/** Where something was found. Names of files are as they can be shown: what is no text in them is escaped. */
export interface SightPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The entry of an archive that it is in. */
  readonly entry?: string | undefined;
  /** The object of a repository that it is in, and a commit that has it, where one does. */
  readonly object?: string | undefined;
  readonly commit?: string | undefined;
}

/** Something that was not looked at, and why. */
export interface Skipped {
  readonly place: string;
  readonly why: SkipReason;
}

export type SkipReason =
  | 'link'
  | 'not-a-file'
  | 'unreadable'
  | 'too-large'
  | 'packed-otherwise'
  | 'encrypted'
  | 'damaged'
  | 'too-many'
  | 'no-time';

/** One value at one place. */
export interface Sighting {
  /** Keyed digest of the value, cut short: the same value has the same one everywhere, and it gives nothing away. */
  readonly id: string;
  /** The kind by its shape, or `own-token`. */
  readonly rule: string;
  /** What it is, in words. */
  readonly what: string;
  /** The vault's own token, where it is one. `earlier`: a value that it had before. */
  readonly token?:
    | { readonly id: string; readonly label: string; readonly state: StatusKind; readonly earlier: boolean }
    | undefined;
  readonly form: SightForm;
  readonly place: SightPlace;
}

export interface ScanReport {
  readonly root: string;
  readonly sightings: readonly Sighting[];
  /** Sightings that the ignore file names. */
  readonly ignored: number;
  readonly files: number;
  readonly skipped: readonly Skipped[];
  /** Ended before all was looked at. */
  readonly cut: boolean;
  /** Tokens that cannot be told in a text, by name: too short, or of characters that end a word. */
  readonly unsearchable: readonly string[];
  readonly tookMs: number;
}

export type ScanState =
  | { readonly kind: 'running'; readonly files: number; readonly found: number }
  | { readonly kind: 'done'; readonly report: ScanReport };
