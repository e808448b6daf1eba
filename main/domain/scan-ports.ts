import type { FindingFailure } from '../../shared/failure-finding.ts';
import type { SightForm, SightPlace, Skipped } from '../../shared/commands/scan.ts';
import type { Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Secret } from './secret.ts';

/** What the search goes through. Names are absolute. */
export type Searched =
  | { readonly kind: 'tree'; readonly root: string }
  /** Everything that a repository still holds, besides its work tree. */
  | { readonly kind: 'history'; readonly root: string }
  /** What the next commit would add. `index` where git names another than its own. */
  | { readonly kind: 'staged'; readonly root: string; readonly index?: string | undefined };

/** What makes a piece of text worth a second look. */
export interface Traces {
  /** Plain beginnings of tokens. */
  readonly starts: readonly string[];
  /** Beginnings that are also looked for in base64 and UTF-16. */
  readonly hidden: readonly string[];
  /** Regular expressions, without looking around, for what has no plain beginning. */
  readonly patterns: readonly string[];
  /** Any run of word characters of at least this length; undefined where none need be looked at. */
  readonly runs?: number | undefined;
}

/** A run of text in which there may be tokens. */
export interface Sight {
  readonly run: Secret;
  readonly form: SightForm;
  readonly place: SightPlace;
}

export interface SearchEnd {
  readonly files: number;
  readonly skipped: readonly Skipped[];
  /** It was ended before all was looked at. */
  readonly cut: boolean;
}

export interface SearchHooks {
  /** The search goes on when it resolves, so that sights do not pile up. */
  hear(sights: readonly Sight[]): Promise<void>;
  progress(files: number): void;
  /** Gives a function by which the search is ended early. */
  started(stop: () => void): void;
}

/** Finds pieces of text on this machine that may be tokens. Follows no links, opens nothing but plain files, asks no network. */
export interface Scanner {
  search(
    where: Searched,
    traces: Traces,
    most: Duration,
    hooks: SearchHooks,
  ): Promise<Result<SearchEnd, FindingFailure>>;
  /** The lines of the ignore file that is nearest: in the folder itself, or at the top of its repository. */
  ignored(root: string): Promise<readonly string[]>;
  /** Adds a line to that file, which is made where there is none. Answers its name, or the system's own word where it cannot be written. */
  ignore(root: string, line: string): Promise<Result<string, string>>;
}
