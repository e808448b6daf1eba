import type { Result } from '../../shared/result.ts';
import type { UpdateFailure, UpdatesOff } from '../../shared/update.ts';

/** A newer version whose signature was proven. */
export interface Offer {
  readonly version: string;
  /** Of the vault's files, as that version writes them. */
  readonly format: number;
}

/** Where newer versions come from. Nothing of it is loaded before the first look. */
export interface Updates {
  /** Undefined where this copy can be replaced by a newer one. */
  off(): UpdatesOff | undefined;
  /** Undefined where there is nothing newer. An offer whose signature is not right is a failure, and nothing of it is fetched. */
  look(): Promise<Result<Offer | undefined, UpdateFailure>>;
  /** Fetches what the last look found. When it resolves `ok` its hash is the one that was signed. */
  fetch(): Promise<Result<void, UpdateFailure>>;
  /** Ends the app, puts what was fetched in its place and starts that; fails where it is not any more what was signed. */
  install(): Promise<Result<void, UpdateFailure>>;
}
