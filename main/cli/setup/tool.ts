import type { Failure } from '../../../shared/failure.ts';
import { failed, type Result } from '../../../shared/result.ts';

/** A file as it is to be: undefined, it goes. `text` is undefined where it is not there yet. */
export interface Edit {
  readonly file: string;
  /** Of a file that is made; one that is there keeps its own. */
  readonly mode: number;
  next(text: string | undefined): Result<string | undefined, Failure>;
}

/** What the tool is told, and how it calls us. */
export interface Wish {
  readonly token: string;
  /** A registry, a profile, a user of a cluster: the tool's own word for what the token is for. */
  readonly at: string | undefined;
  /** This program and its first arguments, for whoever starts it from anywhere. */
  readonly self: readonly string[];
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Tool {
  /** Git and docker ask for what they need, and are told no name. */
  readonly needsToken: boolean;
  /** What `--at` means here; undefined: nothing. */
  readonly at: string | undefined;
  readonly makes: (wish: Wish) => Result<readonly Edit[], Failure>;
  readonly undoes: (wish: Wish) => readonly Edit[];
  /** What to do with it. */
  readonly after: (wish: Wish) => string;
}

export const refuse = (field: string, need: string): Result<never, Failure> =>
  failed({ code: 'bad-input', field, need });
