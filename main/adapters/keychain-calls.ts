import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, failed, succeeded } from '../../shared/result.ts';

/** What is used of keytar. Its `findCredentials` is not among it: that ends the process where the keyring is locked. */
export interface KeychainBinding {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, value: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

type Kind = 'read' | 'write';
type Use<T> = (binding: KeychainBinding) => Promise<T>;
type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly said: string }
  | { readonly kind: 'late' };

/** Native calls, one under way at most once one has overrun. */
export interface KeychainCalls {
  run<T>(kind: Kind, use: Use<T>): Promise<Result<T, KeyringFailure>>;
  /** False where the system lacks the library that the binding stands on. */
  loads(): Promise<boolean>;
  /** A call has overrun its deadline and is still out. */
  stuck(): boolean;
}

interface Options {
  readonly binding: KeychainBinding | undefined;
  readonly deadlineMs: number;
  /** Takes over once the native library has lost its keyring service for good. */
  readonly spare: KeychainBinding | undefined;
}

export function createKeychainCalls({ binding, deadlineMs, spare }: Options): KeychainCalls {
  let loaded = binding;
  let overdue = false;

  async function library(): Promise<KeychainBinding | undefined> {
    loaded ??= await loadBinding();
    return loaded;
  }

  async function run<T>(kind: Kind, use: Use<T>): Promise<Result<T, KeyringFailure>> {
    const native = await library();
    if (native === undefined) return failed({ code: 'keyring-absent', lack: 'no-library' });
    // Each hanging call holds one of the four threads that files use too; so there is never a second.
    if (overdue) return failed({ code: 'keyring-silent', afterMs: deadlineMs });
    const answer = await inTime(native, use);
    if (answer.kind === 'late') return failed({ code: 'keyring-silent', afterMs: deadlineMs });
    if (answer.kind === 'done') return succeeded(answer.value);
    if (spare === undefined || native === spare || !ORPHANED.test(answer.said))
      return failed(failureOf(kind, answer.said));
    loaded = spare;
    return run(kind, use);
  }

  function inTime<T>(native: KeychainBinding, use: Use<T>): Promise<Answer<T>> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        overdue = true;
        resolve({ kind: 'late' });
      }, deadlineMs);
      function settle(answer: Answer<T>): void {
        clearTimeout(timer);
        overdue = false;
        resolve(answer);
      }
      begin(native, use).then(
        (value) => settle({ kind: 'done', value }),
        (error: unknown) => settle({ kind: 'failed', said: error instanceof Error ? error.message : '' }),
      );
    });
  }

  return { run, loads: async () => (await library()) !== undefined, stuck: () => overdue };
}

/** The binding checks its arguments before it makes a promise, and throws. */
async function begin<T>(native: KeychainBinding, use: Use<T>): Promise<T> {
  return use(native);
}

async function loadBinding(): Promise<KeychainBinding | undefined> {
  try {
    const loaded: KeychainBinding & { readonly default?: KeychainBinding } = await import('keytar');
    return loaded.default ?? loaded;
  } catch {
    return undefined;
  }
}

/** The service that the native library spoke with has left the bus; a new one may be there, and the library will not notice. */
const ORPHANED = /the name :[\d.]+ was not provided|session wrapping the secret|no such secret service session/i;

/** The binding gives the system's sentence and no code. First match wins. */
const SAYINGS: readonly (readonly [RegExp, KeyringFailure])[] = [
  [/locked collection|prompt .*dismissed|was cancell?ed/i, { code: 'keyring-locked' }],
  // macOS: -25308 over SSH or in a service, -25293 wrong password, -128 the user said no.
  [/user interaction is not allowed|passphrase you entered|user cancell?ed/i, { code: 'keyring-locked' }],
  [/autolaunch|could not connect|connection refused|connection is closed/i, { code: 'keyring-absent', lack: 'no-bus' }],
  [/not provided by any \.service|serviceunknown|namehasnoowner/i, { code: 'keyring-absent', lack: 'no-service' }],
  // Windows: 1312, a service or a remote session with no credential set.
  [/logon session does not exist/i, { code: 'keyring-absent', lack: 'no-service' }],
  [/keychain could not be found|no such keychain/i, { code: 'keyring-absent', lack: 'no-collection' }],
  // Windows answers 1783 to a value over 2,560 bytes.
  [/stub received bad data|too (?:large|long)/i, { code: 'keyring-refused', reason: 'too-large' }],
];

function failureOf(kind: Kind, said: string): KeyringFailure {
  return SAYINGS.find(([pattern]) => pattern.test(said))?.[1] ?? { code: 'keyring-refused', reason: kind };
}
