import type { Finding } from '../../shared/diagnosis.ts';
import type { FileFailure, KeyringFailure, SignInFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { isoOf } from '../../shared/time.ts';
import { targetWords } from '../../shared/target.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Latch } from '../../main/domain/lock-ports.ts';
import type { Broker } from '../../main/domain/broker-port.ts';
import type { Callers, LendingBook, LendingStore } from '../../main/domain/lending-ports.ts';
import type { Http, HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import type { Doctor, Log, Random, TargetFailure, Targets } from '../../main/domain/ports.ts';
import type { SignedIn, SignIn, SignInRequest } from '../../main/domain/sign-in-port.ts';
import type {
  AuditEntry,
  AuditLog,
  Catalog,
  Digester,
  Journal,
  JournalEntry,
  Kept,
  Memory,
  MemoryStore,
  SecretStore,
  SettingsStore,
} from '../../main/domain/storage-ports.ts';

/** What a test changes to make a port fail; undefined: it serves. */
interface Failing<F> {
  failure: F | undefined;
}

export interface MemorySecrets extends SecretStore, Failing<KeyringFailure> {
  readonly entries: Map<TokenId, Kept>;
  seen: KeyringState;
  /** How often a value was asked for. */
  reads: number;
}

export function memorySecrets(): MemorySecrets {
  const port: MemorySecrets = {
    entries: new Map(),
    seen: { kind: 'ok', backend: 'memory' },
    failure: undefined,
    reads: 0,
    state: async () => port.seen,
    async get(id) {
      port.reads += 1;
      return port.failure === undefined ? succeeded(port.entries.get(id)) : failed(port.failure);
    },
    async put(id, credential, expected) {
      if (port.failure !== undefined) return failed(port.failure);
      const before = port.entries.get(id)?.generation ?? 0;
      if (expected !== undefined && expected !== before) return failed({ code: 'keyring-stale' });
      port.entries.set(id, { credential, generation: before + 1 });
      return succeeded(before + 1);
    },
    async delete(id) {
      if (port.failure !== undefined) return failed(port.failure);
      port.entries.delete(id);
      return done;
    },
  };
  return port;
}

export interface MemoryCatalog extends Catalog, Failing<FileFailure> {}

export function memoryCatalog(tokens: readonly Token[] = []): MemoryCatalog {
  const kept = new Map(tokens.map((token) => [token.id, token]));
  const pending = new Set<TokenId>();
  const settle = async () => (port.failure === undefined ? done : failed(port.failure));
  const port: MemoryCatalog = {
    failure: undefined,
    list: () => [...kept.values()],
    get: (id) => kept.get(id),
    put: (token) => (kept.set(token.id, token), settle()),
    change(id, change) {
      const token = kept.get(id);
      if (token !== undefined) kept.set(id, change(token));
      return settle();
    },
    delete: (id) => (kept.delete(id), settle()),
    pending: () => [...pending],
    markPending: (id) => (pending.add(id), settle()),
    clearPending: (id) => (pending.delete(id), settle()),
    troubles: () => (port.failure === undefined ? [] : [port.failure]),
  };
  return port;
}

export function memorySettings(changes: Partial<Settings> = {}): SettingsStore {
  let settings: Settings = { ...defaultSettings, ...changes };
  return {
    get: () => settings,
    put: async (next) => ((settings = next), done),
  };
}

export function memoryStore(start: Memory = { notices: [] }): MemoryStore {
  let memory = start;
  return {
    get: () => memory,
    put: async (next) => ((memory = next), done),
  };
}

export interface MemoryAudit extends AuditLog, Failing<FileFailure> {
  readonly entries: AuditEntry[];
}

export function memoryAudit(): MemoryAudit {
  const port: MemoryAudit = {
    entries: [],
    failure: undefined,
    async append(entry) {
      if (port.failure !== undefined) return failed(port.failure);
      port.entries.push(entry);
      return done;
    },
    recent: async (limit) =>
      succeeded(port.entries.map((entry, i) => ({ ...entry, n: i + 1, at: isoOf(entry.at) })).slice(-limit)),
    verify: async () => succeeded({ state: 'whole', entries: port.entries.length, breaks: [], remarks: [] }),
    troubles: () => [],
    settle: async () => done,
    export: async () => succeeded({ text: '', entries: port.entries.length, publicKey: '' }),
  };
  return port;
}

export interface ScriptedHttp extends Http {
  readonly asked: HttpRequest[];
  answer: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>;
}

export function scriptedHttp(answer: ScriptedHttp['answer']): ScriptedHttp {
  const port: ScriptedHttp = {
    asked: [],
    answer,
    async send(request) {
      port.asked.push(request);
      return port.answer(request);
    },
  };
  return port;
}

export interface MemoryLatch extends Latch {
  passphrase: string | undefined;
  isSealing: boolean;
  isSealed: boolean;
  /** How often a passphrase was looked at. */
  looks: number;
}

export function memoryLatch(): MemoryLatch {
  const port: MemoryLatch = {
    passphrase: undefined,
    isSealing: false,
    isSealed: false,
    looks: 0,
    keeps: () => (port.isSealing ? 'passphrase' : 'keychain'),
    sealed: () => port.isSealed,
    isSet: async () => succeeded(port.passphrase !== undefined),
    async open(passphrase) {
      port.looks += 1;
      const isRight = passphrase.use((text) => text === port.passphrase);
      if (isRight) port.isSealed = false;
      return succeeded(isRight);
    },
    shut: () => void (port.isSealed = port.isSealing),
    async set(passphrase) {
      port.passphrase = passphrase.use((text) => text);
      return done;
    },
    async remove() {
      port.passphrase = undefined;
      return done;
    },
    async begin(passphrase) {
      port.isSealing = true;
      return port.set(passphrase);
    },
    troubles: () => [],
  };
  return port;
}

/** Alike for equal values, as digests are, and gives nothing of them away. */
export const plainDigester: Digester = {
  digest: async (value) =>
    succeeded(
      value.use((text) => `${text.length}-${Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7)}`),
    ),
};

export function countingRandom(): Random {
  let count = 0;
  return { fraction: () => 0, id: () => `id-${(count += 1)}` };
}

export interface MemoryLog extends Log {
  readonly events: { readonly event: string; readonly fields: Readonly<Record<string, string | number | boolean>> }[];
}

export function memoryLog(): MemoryLog {
  const events: MemoryLog['events'] = [];
  return { events, note: (event, fields = {}) => void events.push({ event, fields }) };
}

export const noDoctor: Doctor = { findings: async (): Promise<readonly Finding[]> => [] };

export function memoryJournal(): Journal {
  let entries: readonly JournalEntry[] = [];
  return {
    open: () => entries,
    async put(entry) {
      entries = [...entries.filter(({ id }) => id !== entry.id), entry];
      return done;
    },
    async close(id) {
      entries = entries.filter((entry) => entry.id !== id);
      return done;
    },
  };
}

export interface MemoryTargets extends Targets, Failing<TargetFailure> {
  /** What was written last, by target. */
  readonly written: Map<string, string>;
  readonly settled: string[];
}

export function memoryTargets(): MemoryTargets {
  const port: MemoryTargets = {
    failure: undefined,
    written: new Map(),
    settled: [],
    async write(target, value) {
      if (port.failure !== undefined) return failed(port.failure);
      value.use((text) => port.written.set(targetWords(target), text));
      return done;
    },
    async settle(target) {
      port.settled.push(targetWords(target));
    },
  };
  return port;
}

export interface MemorySignIn extends SignIn {
  readonly begun: SignInRequest[];
  /** The person is back: the oldest sign-in that is open ends so. */
  end(result: Result<SignedIn, SignInFailure>): void;
}

export function memorySignIn(): MemorySignIn {
  const waiting: ((result: Result<SignedIn, SignInFailure>) => void)[] = [];
  const begun: SignInRequest[] = [];
  return {
    begun,
    end: (result) => waiting.shift()?.(result),
    async begin(request) {
      begun.push(request);
      let settle: (result: Result<SignedIn, SignInFailure>) => void = () => undefined;
      const end = new Promise<Result<SignedIn, SignInFailure>>((resolve) => (settle = resolve));
      waiting.push(settle);
      const cancel = () => settle(failed({ code: 'sign-in-failed', said: 'cancelled' }));
      return succeeded({ url: 'https://id.example.org/authorize', end, cancel });
    },
  };
}

export interface MemoryLending extends LendingStore, Failing<FileFailure> {}

export function memoryLending(start: Partial<LendingBook> = {}): MemoryLending {
  let book: LendingBook = { grants: [], leases: [], uses: [], calls: [], ...start };
  const port: MemoryLending = {
    failure: undefined,
    get: () => book,
    async change(change) {
      if (port.failure !== undefined) return failed(port.failure);
      book = change(book);
      return done;
    },
  };
  return port;
}

export const noCallers: Callers = { look: async () => ({}) };

export const noBroker: Broker = { open: async () => failed({ code: 'broker-failed', reason: 'none here' }) };
