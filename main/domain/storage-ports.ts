import type { AuditLine, AuditReport } from '../../shared/audit.ts';
import type { AuditExported } from '../../shared/commands/trust.ts';
import type { AuditFailure, FileFailure, KeyringFailure } from '../../shared/failure.ts';
import type { Notice } from '../../shared/notice.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { BackupTrouble, KeyringState } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Secret } from './secret.ts';

/** What the keyring holds for one token. Extra fields are a record: key id, client secret, CA. */
export interface Credential {
  readonly access: Secret;
  readonly refresh?: Secret | undefined;
  readonly fields: Readonly<Record<string, Secret>>;
}

export interface Kept {
  readonly credential: Credential;
  /** Counts up with each value; the token for compare-and-set. */
  readonly generation: number;
}

/** The OS keychain. There is no fallback to a weaker store, and a failed read never deletes. */
export interface SecretStore {
  /** Asks without ever prompting, within a second or two. */
  state(): Promise<KeyringState>;
  get(id: TokenId): Promise<Result<Kept | undefined, KeyringFailure>>;
  /**
   * Stores the credential, replacing any earlier one. When this resolves `ok` the value was read back byte for byte; on any failure the
   * earlier value is still there. With `expected`, answers `keyring-stale` where the kept generation is another.
   */
  put(id: TokenId, credential: Credential, expected?: number): Promise<Result<number, KeyringFailure>>;
  /** Deleting what is not there succeeds. */
  delete(id: TokenId): Promise<Result<void, KeyringFailure>>;
}

/** Digests of values under a key that lives in the keyring, made at first use. */
export interface Digester {
  digest(value: Secret): Promise<Result<string, KeyringFailure>>;
}

/** The part of `conf` and `electron-store` that is used. Setting `store` writes the whole file (temp, fsync, rename) or throws. */
export interface OpenedStore {
  store: { sealed: Uint8Array };
}

export interface StoreOptions {
  readonly cwd: string;
  readonly name: string;
  readonly fileExtension: string;
  readonly configFileMode: number;
  readonly serialize: (content: OpenedStore['store']) => Uint8Array;
  readonly deserialize: () => OpenedStore['store'];
}

/** `electron-store` in the app, `conf` where there is no Electron: the same files. */
export type OpenStore = (options: StoreOptions) => OpenedStore;

/**
 * The facts of all tokens in one file. `put` and `delete` resolve when the change is on disk; changes close together share a write.
 * `pending` names ids whose secret may exist without a token: written before an add, cleared by it, swept at start.
 */
export interface Catalog {
  list(): readonly Token[];
  get(id: TokenId): Token | undefined;
  put(token: Token): Promise<Result<void, FileFailure>>;
  /** Applied to the newest copy of the token, so that two changes at once both last. Absent tokens stay absent. */
  change(id: TokenId, change: (token: Token) => Token): Promise<Result<void, FileFailure>>;
  delete(id: TokenId): Promise<Result<void, FileFailure>>;
  pending(): readonly TokenId[];
  markPending(id: TokenId): Promise<Result<void, FileFailure>>;
  clearPending(id: TokenId): Promise<Result<void, FileFailure>>;
  /** What went wrong with the files since start: damage set aside, a disk that is full. Empty when all is well. */
  troubles(): readonly FileFailure[];
}

export interface SettingsStore {
  get(): Settings;
  put(settings: Settings): Promise<Result<void, FileFailure>>;
}

/** What must outlive a restart and is neither token nor setting. */
export interface Memory {
  readonly notices: readonly Notice[];
  readonly pausedUntil?: Instant | undefined;
  /** A value of ours is on the clipboard: its digest, and when it goes. */
  readonly clipboard?: { readonly digest: string; readonly label: string; readonly clearsAt: Instant } | undefined;
  /** Locked by somebody or something, and the tries to open it since the last that did. */
  readonly lock?: LockRecord | undefined;
  /** When newer versions were looked for, and the last one that was told of. */
  readonly update?:
    | {
        readonly lookedAt?: Instant | undefined;
        readonly failedAt?: Instant | undefined;
        readonly told?: string | undefined;
      }
    | undefined;
  /** Where notices are posted to, since when, and how often in a row that failed. */
  readonly posting?:
    | {
        readonly url: string;
        readonly since: Instant;
        readonly misses: number;
        readonly notBefore?: Instant | undefined;
      }
    | undefined;
  /** What was taken out of other programs' files and can be put back. */
  readonly takenOver?: readonly TakenOver[] | undefined;
  readonly backup?: BackupMemory | undefined;
}

/** What is remembered of backups that are made by themselves. */
export interface BackupMemory {
  /** Tells the files of this vault from those of others in the same folder. */
  readonly series: string;
  readonly lastAt?: Instant | undefined;
  readonly file?: string | undefined;
  readonly trouble?: BackupTrouble | undefined;
  /** Since the last that came to nothing, when another may be tried. */
  readonly notBefore?: Instant | undefined;
}

export interface LockRecord {
  readonly lockedAt?: Instant | undefined;
  readonly wrong: number;
  /** No try is looked at before. */
  readonly tryAt?: Instant | undefined;
}

export interface TakenOver {
  readonly id: string;
  readonly at: Instant;
  readonly file: string;
  readonly labels: readonly string[];
  /** Where the keyring holds what was there. */
  readonly slot: TokenId;
}

export interface MemoryStore {
  get(): Memory;
  put(memory: Memory): Promise<Result<void, FileFailure>>;
}

/**
 * What was begun at an issuer and is not known to be over. Steps go one way: intent (nothing left yet) → sent (the request may have left) →
 * kept (the new value is in the keyring under `slot`) → verified → switched (the new value is the token's) → retired (the old is asked to
 * die) → and the entry is closed. It never holds a value.
 */
export interface JournalEntry {
  readonly id: string;
  readonly token: TokenId;
  readonly act: 'refresh' | 'rotate' | 'revoke';
  readonly step: 'intent' | 'sent' | 'kept' | 'verified' | 'switched' | 'retired';
  readonly at: Instant;
  /** The generation of the value that the act was begun with. */
  readonly generation: number;
  /** Digest of that value, where others share it and are to be told of the new one: open until they were. */
  readonly shared?: string | undefined;
}

/** Each write is on disk when it resolves; an act that cannot be written down is not begun. */
export interface Journal {
  open(): readonly JournalEntry[];
  put(entry: JournalEntry): Promise<Result<void, FileFailure>>;
  close(id: string): Promise<Result<void, FileFailure>>;
}

export interface AuditEntry {
  readonly at: Instant;
  readonly act: string;
  readonly token?: TokenId | undefined;
  readonly label?: string | undefined;
  /** Who: `window`, `heartbeat`, or the program that asked, with pid and folder. */
  readonly actor: string;
  readonly outcome: string;
}

/** What is said of an entry must be in all of these. A token is named by its label or its id, an actor by a part of what it is called. */
export interface AuditFilter {
  readonly token?: string | undefined;
  readonly act?: string | undefined;
  readonly actor?: string | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** Append-only. An entry that could not be written means that what it was to record must not happen. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<Result<void, FileFailure | KeyringFailure>>;
  /** Newest first. */
  recent(limit: number, filter?: AuditFilter): Promise<Result<readonly AuditLine[], FileFailure>>;
  /** Goes through all of it; told now and then how many entries it has been through. */
  verify(onEntries: (count: number) => void): Promise<Result<AuditReport, FileFailure | KeyringFailure>>;
  /** A copy of what is meant, signed. */
  export(filter: AuditFilter): Promise<Result<AuditExported, FileFailure | KeyringFailure>>;
  /** Looks at its end, mends what can be mended and writes down what was wrong. */
  settle(): Promise<Result<void, FileFailure | KeyringFailure>>;
  /** What was found wrong with its end since the start. Empty when all is well. */
  troubles(): readonly AuditFailure[];
}
