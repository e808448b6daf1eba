import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import type { Duration, Instant } from '../../shared/time.ts';
import type { Secret } from './secret.ts';
import type { Credential } from './storage-ports.ts';

/** Where an earlier `list` ended. Only the store that gave it can read it. */
export type StoreCursor = string;

export interface Listed {
  readonly id: RecordId;
  readonly version: number;
}

export interface Listing {
  readonly changed: readonly Listed[];
  readonly cursor: StoreCursor;
}

export interface StoredRecord {
  readonly id: RecordId;
  /** Counts up by one with each write. */
  readonly version: number;
  readonly sealed: Uint8Array;
  /**
   * Others that claim the same place, where two machines wrote without seeing each other (a synced folder). They stay until a write
   * settles them. Always empty where the store itself compares and sets.
   */
  readonly rivals: readonly Uint8Array[];
}

export interface RecordWrite {
  readonly id: RecordId;
  /** The version that this follows, 0 for a record that must not be there yet. It becomes `expected + 1`. */
  readonly expected: number;
  readonly sealed: Uint8Array;
  /** Refused as `team-fenced` where the lease is over or another's; checked in the same step as the version. */
  readonly lease?: TeamLease | undefined;
  /** Rivals, as they were read, that this write has taken up and that may go. */
  readonly settles?: readonly Uint8Array[] | undefined;
}

/** One installation of a member. `id` is kept in its home, so that a copied home has the same; `instance` is new with each start. */
export interface Seat {
  readonly id: string;
  readonly instance: string;
  /** The machine's name, sealed to the team, for others to be told who it is. The store cannot read it. */
  readonly label: string;
  /** Earlier instances of this home on this machine, which are known to be over: what they held is had at once, and stays in doubt. */
  readonly follows: readonly string[];
}

/** One that held a lease and never gave it back. */
export interface LeaseDoubt {
  readonly instance: string;
  /** Its seat's label. */
  readonly where: string;
}

export interface TeamLease {
  /** What is held: the record of the token whose family is refreshed. */
  readonly name: RecordId;
  readonly seat: string;
  readonly instance: string;
  /** Greater with each holder. What was written under a smaller one comes too late. */
  readonly fence: number;
  /** By the store's own clock, where it has one. */
  readonly until: Instant;
  /**
   * Since the record was last written under a lease: what it holds may be spent already, and the new value on its way. Only such a write
   * ends the doubt.
   */
  readonly doubts: readonly LeaseDoubt[];
}

/**
 * Ids, versions and sealed bytes; nothing else reaches it. Every call comes back: within its own deadline it answers, or says why not. It
 * never decides what is true: whoever reads verifies.
 */
export interface TeamStore {
  /** What changed since, or all there is. A record may be told twice and is never left out. */
  list(since?: StoreCursor): Promise<Result<Listing, TeamStoreFailure>>;
  /** Those that are there, in any order. */
  read(ids: readonly RecordId[]): Promise<Result<readonly StoredRecord[], TeamStoreFailure>>;
  /** When this resolves `ok` it outlives a power cut. Where no answer came it may have happened: read before writing again. */
  write(write: RecordWrite): Promise<Result<void, TeamStoreFailure | TeamRaceFailure>>;
  /** Waits for nobody: one that is held is answered at once. Taking anew what the same instance holds gives it longer. */
  take(name: RecordId, seat: Seat, length: Duration): Promise<Result<TeamLease, TeamStoreFailure | TeamRaceFailure>>;
  /** `team-fenced` where it is another's by now. */
  renew(lease: TeamLease, length: Duration): Promise<Result<TeamLease, TeamStoreFailure | TeamRaceFailure>>;
  release(lease: TeamLease): Promise<Result<void, TeamStoreFailure>>;
  /** Says that this installation runs, for that long; `team-seat-taken`, with the other's label, where it runs elsewhere too. */
  sit(seat: Seat, length: Duration): Promise<Result<void, TeamStoreFailure | TeamRaceFailure>>;
  /** Told of changes soon after they happen, and whenever some may have been missed. */
  watch(onChange: () => void): End;
  end(): Promise<void>;
}

/** `truncated`: it is no whole sealed text. `not-for-us`: none of our keys opens it. */
export type UnsealFailure = { readonly why: 'truncated' | 'not-for-us' };

export interface SealingKeys {
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: Secret;
  /** `age1…` */
  readonly recipient: string;
}

export interface SigningKeys {
  /** Ed25519, PKCS 8 in base64url. */
  readonly key: Secret;
  /** 32 bytes in base64url. */
  readonly publicKey: string;
}

/** The ciphers: age to X25519 recipients, Ed25519, SHA-256. */
export interface Sealer {
  sealingKeys(): Promise<SealingKeys>;
  signingKeys(): SigningKeys;
  /** The recipient of an identity; undefined where it is none. */
  recipientOf(identity: Secret): Promise<string | undefined>;
  /** Armored age. */
  seal(plain: Secret, recipients: readonly string[]): Promise<string>;
  open(sealed: string, identities: readonly Secret[]): Promise<Result<Secret, UnsealFailure>>;
  /** To how many keys it is sealed; undefined where it is no sealed text. */
  recipientCount(sealed: string): number | undefined;
  /** Base64url. */
  sign(text: string, key: Secret): string;
  verify(text: string, signature: string, publicKey: string): boolean;
  /** SHA-256, hex. */
  digest(text: string): string;
  /** HMAC-SHA-256, hex. */
  mac(text: string, key: Secret): string;
  bytesOf(text: string): Uint8Array;
  /** What is no UTF-8 in them reads as a text that no record is. */
  textOf(bytes: Uint8Array): string;
  pack(credential: Credential): Secret;
  unpack(plain: Secret): Credential | undefined;
}
