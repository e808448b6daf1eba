import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import type { Duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Seat, TeamLease, TeamStore } from './ports-team.ts';
import type { Credential } from './storage-ports.ts';

/** What the team has of a token. */
export interface SharedValue {
  readonly version: number;
  readonly credential: Credential;
  /** What is known of the token once it has this value. */
  readonly change: (token: Token) => Token;
}

/** Why a team's record could not be read or written. `team-refused`: it was read, and is not believed. */
export type SharedFailure =
  | TeamStoreFailure
  | TeamRaceFailure
  | { readonly code: 'team-refused'; readonly why: string };

/** Where a token lies that several machines renew: sealed, opened and verified there, with no opinion on renewals. */
export interface SharedPlace {
  readonly store: TeamStore;
  readonly record: RecordId;
  readonly seat: Seat;
  /** At least half a minute, and longer where news travels slowly. */
  readonly leaseLength: Duration;
  /** The machine that a seat's sealed label names; words that say so where it cannot be opened. */
  machine(label: string): Promise<string>;
  /** The newest, verified, from the store itself and never from the sealed copy; undefined where it is there no more. */
  read(): Promise<Result<SharedValue | undefined, SharedFailure>>;
  /** Seals, signs and writes the token with this value, to follow version `after`. Where no answer came it may have happened. */
  write(token: Token, credential: Credential, after: number, lease: TeamLease): Promise<Result<void, SharedFailure>>;
}

export interface SharedValues {
  /** Undefined for a token that nobody shares. */
  placeOf(token: Token): SharedPlace | undefined;
}
