import type { AuditLine } from '../../shared/agent.ts';
import type { Finding, SignInHow } from '../../shared/contract.ts';
import type { ActFailure, ClipboardFailure, FileFailure, KeyringFailure, SignInFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Notice, Toast } from '../../shared/notice.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import type { Duration, Instant } from '../../shared/time.ts';
import type { Expiry, Scope, Target, Token, TokenId } from '../../shared/token.ts';
import type { UnknownCause } from '../../shared/verdict.ts';
import type { Secret } from './secret.ts';

export interface Clock {
  now(): Instant;
  /** How far local wall time is ahead of UTC at that moment; for quiet hours and "until tomorrow". */
  zoneOffset(at: Instant): Duration;
}

/** Runs something once after a short while, for pacing what is drawn. Gives back its end; never keeps the process alive. */
export interface Timer {
  after(length: Duration, run: () => void): End;
}

/**
 * One alarm; a new one replaces the old. It compares wall time, so sleep and a moved clock cannot cheat it. It rings early when the clock
 * was set back: its moment may be years away by then, and whoever set it looks anew.
 */
export interface Scheduler {
  wakeAt(at: Instant, wake: () => void): void;
  cancel(): void;
}

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
}

/** Each write is on disk when it resolves; an act that cannot be written down is not begun. */
export interface Journal {
  open(): readonly JournalEntry[];
  put(entry: JournalEntry): Promise<Result<void, FileFailure>>;
  close(id: string): Promise<Result<void, FileFailure>>;
}

export type TargetFailure = Extract<ActFailure, { code: 'target-failed' }>;

/** Writes a value where the user said that it lives. What was there before is kept beside until it is settled. */
export interface Targets {
  write(target: Target, value: Secret): Promise<Result<void, TargetFailure>>;
  /** The new value is proven: what was kept goes. */
  settle(target: Target): Promise<void>;
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

/** Append-only. An entry that could not be written means that what it was to record must not happen. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<Result<void, FileFailure>>;
  recent(limit: number): Promise<Result<readonly AuditLine[], FileFailure>>;
}

/** A request. Header and body values may be secrets; the adapter alone opens them. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string | Secret>>;
  readonly body?: string | Secret | undefined;
}

export interface HttpAnswer {
  readonly kind: 'answered';
  readonly at: Instant;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MiB; what is longer is cut and `cut` says so. */
  readonly body: string;
  readonly cut: boolean;
}

/** No answer: why, in the words of a verdict, with the system's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`). */
export interface HttpSilence {
  readonly kind: 'silent';
  readonly at: Instant;
  readonly cause: UnknownCause;
  readonly code: string;
}

export type HttpOutcome = HttpAnswer | HttpSilence;

/**
 * Asks once: no redirect is followed, nothing is retried, 15 s at most, two at a time per host. Never throws; `ask` of an address that is
 * neither https nor loopback http answers silence with cause `unexpected`.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpOutcome>;
}

/** A request as it goes on the wire: secrets opened, header names in lower case. */
export interface PlainRequest {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export type Exchanged =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      /** Pulled by the reader; leaving it early closes the connection. May throw an error with a `code`, as it may break at any moment. */
      readonly body: AsyncIterable<Uint8Array>;
    }
  /** The system's own word: `ECONNREFUSED`, `net::ERR_PROXY_CONNECTION_FAILED`. */
  | { readonly kind: 'failed'; readonly code: string };

/** As much of an `AbortSignal` as is needed; a plain room does not know that type. */
export interface Halt {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
}

/**
 * One exchange over the platform's own network stack, behind which stand proxy and certificates. Redirects are answers, not followed;
 * no cookies, no cache, no stored credentials. Ends early on `halt`, the body too. Never throws.
 */
export type Exchange = (request: PlainRequest, halt: Halt) => Promise<Exchanged>;

/** An OAuth sign-in as a person asked for it. */
export interface SignInRequest {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  readonly how: SignInHow;
  readonly scopes: readonly Scope[];
}

/** What the issuer handed out at the end of a sign-in. `at` is when that answer came; the end of life is counted from there. */
export interface SignedIn {
  readonly at: Instant;
  /** Who answered, as evidence shows it. */
  readonly asked: string;
  readonly access: Secret;
  readonly refresh?: Secret | undefined;
  readonly expiry: Expiry;
  readonly refreshExpiresAt?: Instant | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly subject?: string | undefined;
}

export interface OpenSignIn {
  /** To open in a browser. It holds a state that only this sign-in's own page may know: shown to the person, never logged. */
  readonly url?: string | undefined;
  readonly userCode?: string | undefined;
  readonly verificationUri?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly end: Promise<Result<SignedIn, SignInFailure>>;
  cancel(): void;
}

/** Speaks OAuth with one issuer, which is pinned. Begun by a person alone; holds no port and no request open after its end. */
export interface SignIn {
  begin(request: SignInRequest): Promise<Result<OpenSignIn, SignInFailure>>;
}

/** The person's own browser. */
export interface Browser {
  /** False where there is none to be had; https and loopback addresses only. */
  open(url: string): Promise<boolean>;
}

export interface Notifier {
  /** True where a desktop notification can be shown without waiting for anybody; asked before each. */
  ready(): Promise<boolean>;
  /** Returns at once. A click is told to whoever composed the app. */
  raise(toast: Toast): void;
}

export interface Offered {
  readonly hidden: boolean;
  readonly provable: boolean;
}

export interface Clipboard {
  offer(value: Secret): Promise<Result<Offered, ClipboardFailure>>;
  read(): Promise<Result<Secret | undefined, ClipboardFailure>>;
  clear(): Promise<Result<void, ClipboardFailure>>;
}

/** What one token is asked for: numbers that are not to be guessed. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  id(): string;
}

export interface Doctor {
  findings(): Promise<readonly Finding[]>;
}

/** Event name and harmless fields; a secret, an error or an object does not type-check. */
export interface Log {
  note(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly timer: Timer;
  readonly random: Random;
  readonly secrets: SecretStore;
  readonly digester: Digester;
  readonly catalog: Catalog;
  readonly settings: SettingsStore;
  readonly memory: MemoryStore;
  readonly audit: AuditLog;
  readonly journal: Journal;
  readonly http: Http;
  readonly targets: Targets;
  readonly signIn: SignIn;
  readonly browser: Browser;
  readonly notifier: Notifier;
  readonly clipboard: Clipboard;
  readonly doctor: Doctor;
  readonly log: Log;
}
