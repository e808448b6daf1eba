import type { FileFailure } from '../../shared/failure.ts';
import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import type { Result } from '../../shared/result.ts';
import type { MemberId, RecordId, TeamId } from '../../shared/team-ids.ts';
import type { TeamChange, TeamPlace } from '../../shared/team-view.ts';
import type { Instant } from '../../shared/time.ts';
import type { Sealer, Seat, TeamStore } from './ports-team.ts';
import type { Secret } from './secret.ts';

/** What a shared token was like here when it last agreed with its record. */
export interface Agreed {
  /** Of the head of its record. */
  readonly head: string;
  /** Of the value, by this home's own key. */
  readonly digest: string;
  /** By what name it is known here, where another token had its own already. */
  readonly alias?: string | undefined;
}

/** One team that this home is in, or asks to be in. */
export interface Membership {
  readonly team: TeamId;
  readonly name: string;
  readonly place: TeamPlace;
  readonly member: MemberId;
  /** The team's fingerprint. */
  readonly root: string;
  /** `asking`: its request lies in the store and waits for a manager. `out`: somebody removed it. */
  readonly state: 'asking' | 'in' | 'out';
  /** By which invitation it came, while it is asking. */
  readonly invitation?: string | undefined;
  /** What a manager has to see on the other side, while it is asking. */
  readonly phrase?: string | undefined;
  readonly syncedAt?: Instant | undefined;
  readonly agreed: Readonly<Record<RecordId, Agreed>>;
  /** The newest last; only so many. */
  readonly changes: readonly TeamChange[];
  /** Up to where a person has seen what changed. */
  readonly seenAt?: Instant | undefined;
}

/** A plain file: it holds neither a value nor a key. */
export interface TeamBook {
  list(): readonly Membership[];
  put(membership: Membership): Promise<Result<void, FileFailure>>;
  change(team: TeamId, change: (membership: Membership) => Membership): Promise<Result<void, FileFailure>>;
  forget(team: TeamId): Promise<Result<void, FileFailure>>;
}

/** The last record of each that was found good, as it was sealed: what a later one is judged by, and what is there without a store. */
export interface SealedCopy {
  all(): Promise<ReadonlyMap<RecordId, string>>;
  put(id: RecordId, sealed: string): Promise<Result<void, FileFailure>>;
  forget(): Promise<Result<void, FileFailure>>;
}

export interface TeamPorts {
  readonly book: TeamBook;
  /** Loaded where there is a team, and only there. */
  sealer(): Promise<Sealer>;
  copyOf(team: TeamId): SealedCopy;
  /** With `make` a place that is no team's yet becomes one. */
  store(
    team: TeamId,
    place: TeamPlace,
    password: Secret | undefined,
    make: boolean,
  ): Promise<Result<TeamStore, TeamStoreFailure>>;
  /** This installation, without its label. */
  seat(team: TeamId): Omit<Seat, 'label'>;
  /** What this machine is called. */
  machine(): string;
}
