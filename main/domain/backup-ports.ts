import type { BackupFailure, FileFailure, InputFailure, KeyringFailure } from '../../shared/failure.ts';
import type { Grant } from '../../shared/lease.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Secret } from './secret.ts';
import type { Credential, JournalEntry } from './storage-ports.ts';

/** A token with every value that the keyring holds for it: its own, and what a rotation left beside it. */
export interface BackedUp {
  readonly token: Token;
  readonly values: {
    readonly own?: Credential | undefined;
    readonly fresh?: Credential | undefined;
    readonly old?: Credential | undefined;
  };
}

/** One line of a backup. */
export type BackupRecord =
  | { readonly kind: 'token'; readonly one: BackedUp }
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'grants'; readonly grants: readonly Grant[] }
  | { readonly kind: 'acts'; readonly acts: readonly JournalEntry[] };

/** What a backup is sealed with. */
export type BackupLock =
  | { readonly kind: 'passphrase'; readonly passphrase: Secret }
  /** As age spells them. */
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] };

/** What opens one. An identity lies in a file of its own, as `age-keygen` writes it. */
export type BackupKey =
  | { readonly kind: 'passphrase'; readonly passphrase: Secret }
  | { readonly kind: 'identity'; readonly file: string };

export interface BackupHead {
  readonly madeAt: Instant;
  /** The computer that it was made on, by its own name. */
  readonly machine: string;
}

/** An audit log that came with a backup: how far it goes, and whether all of it is proven. */
export interface BackedUpLog {
  readonly machine: string;
  readonly entries: number;
  readonly state: 'whole' | 'broken';
}

export interface OpenedBackup extends BackupHead {
  /** Tells this very content from any other. */
  readonly mark: string;
  readonly tokens: readonly BackedUp[];
  readonly settings: Settings | undefined;
  readonly grants: readonly Grant[];
  readonly acts: readonly JournalEntry[];
  readonly logs: readonly BackedUpLog[];
}

export interface SealAsk {
  readonly file: string;
  /** A file of that name may be replaced, once the new one is proven. */
  readonly over: boolean;
  readonly lock: BackupLock;
  readonly at: Instant;
  records(): AsyncIterable<Result<BackupRecord, KeyringFailure>>;
}

export interface OpenAsk {
  readonly file: string;
  readonly key: BackupKey;
  /** The audit logs in it are laid beside our own, where they are not there already. */
  readonly keepLogs: boolean;
  /** Any other content is refused. */
  readonly mark?: string | undefined;
}

export interface Sealed {
  readonly bytes: number;
  /** Entries of audit logs that are in it. */
  readonly entries: number;
}

/** Why sealing or opening came to nothing; then nothing was written either. */
export type BoxFailure = BackupFailure | FileFailure | KeyringFailure | InputFailure;

/** Work that takes a while and can be called off. */
export interface BoxWork<T> {
  readonly ended: Promise<Result<T, BoxFailure>>;
  cancel(): void;
}

/** Backups as files: sealed with age, each proven by opening it again before it has its name. */
export interface BackupBox {
  /** With the audit log as it is on disk. */
  seal(ask: SealAsk): BoxWork<Sealed>;
  open(ask: OpenAsk): BoxWork<OpenedBackup>;
  /** What a file wants to be opened with. */
  lockOf(file: string): Promise<Result<'passphrase' | 'identity', BoxFailure>>;
  /** A new identity in a new file, for this user alone. Answers its recipient; the identity itself is nowhere else. */
  makeKey(file: string): Promise<Result<string, BoxFailure>>;
  /** Names in a folder that are backups of one series, oldest first. */
  series(folder: string, series: string): Promise<readonly string[]>;
  remove(file: string): Promise<void>;
}
