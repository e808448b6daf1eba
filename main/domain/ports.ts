import type { Finding } from '../../shared/diagnosis.ts';
import type { ActFailure, ClipboardFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Toast } from '../../shared/notice.ts';
import type { Result } from '../../shared/result.ts';
import type { Duration, Instant } from '../../shared/time.ts';
import type { Target } from '../../shared/token.ts';
import type { BackupBox } from './backup-ports.ts';
import type { Broker } from './broker-port.ts';
import type { Elsewhere } from './elsewhere-ports.ts';
import type { SharedValues } from './family-port.ts';
import type { Http } from './http-port.ts';
import type { Latch, Presence } from './lock-ports.ts';
import type { Callers, LendingStore } from './lending-ports.ts';
import type { HostTool } from './provider.ts';
import type { Secret } from './secret.ts';
import type { SignIn, Browser } from './sign-in-port.ts';
import type { Webhook } from './webhook-port.ts';
import type { Updates } from './update-port.ts';
import type { TeamPorts } from './ports-sharing.ts';
import type { SecretStore, Digester, Catalog, SettingsStore, MemoryStore, Journal, AuditLog } from './storage-ports.ts';

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

export type TargetFailure = Extract<ActFailure, { code: 'target-failed' }>;

/** Writes a value where the user said that it lives. What was there before is kept beside until it is settled. */
export interface Targets {
  write(target: Target, value: Secret): Promise<Result<void, TargetFailure>>;
  /** The new value is proven: what was kept goes. */
  settle(target: Target): Promise<void>;
}

/** Where the person's own tools are set up to look: the hosts, the usual one first. Empty where the tool is not there. */
export interface ToolHosts {
  find(tool: HostTool): Promise<readonly string[]>;
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
  readonly latch: Latch;
  readonly presence: Presence;
  readonly digester: Digester;
  readonly catalog: Catalog;
  readonly settings: SettingsStore;
  readonly memory: MemoryStore;
  readonly audit: AuditLog;
  readonly journal: Journal;
  readonly lendingBook: LendingStore;
  readonly callers: Callers;
  readonly broker: Broker;
  readonly http: Http;
  readonly targets: Targets;
  readonly toolHosts: ToolHosts;
  readonly signIn: SignIn;
  readonly browser: Browser;
  readonly notifier: Notifier;
  readonly clipboard: Clipboard;
  readonly doctor: Doctor;
  readonly elsewhere: Elsewhere;
  readonly backups: BackupBox;
  /** Absent where there is no app to put in place. */
  readonly updates?: Updates | undefined;
  /** Absent where nothing is to be posted by this process. */
  readonly webhook?: Webhook | undefined;
  readonly log: Log;
  readonly teams: TeamPorts;
  /** Undefined where no team shares anything with this vault. */
  readonly shared?: SharedValues | undefined;
}
