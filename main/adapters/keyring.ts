import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, failed, succeeded } from '../../shared/result.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import type { Credential, Kept, SecretStore } from '../domain/storage-ports.ts';
import { type Bus, connectBus } from './dbus.ts';
import { type KeychainBinding, createKeychainCalls } from './keychain-calls.ts';
import { createEntries, lookedAtFirst } from './keyring-entries.ts';
import { createLeftovers } from './keyring-leftovers.ts';
import { createPieces } from './keyring-pieces.ts';
import { type Pointing, createPointers } from './keyring-pointers.ts';
import { type Pointer, decodeCredential, encodeCredential } from './keyring-record.ts';
import { type KeyringLook, createSecretService } from './secret-service.ts';
import { createServiceBinding } from './service-binding.ts';
import { createTurns } from './turns.ts';

export interface Keyring extends SecretStore {
  /**
   * A native call has overrun its deadline and is still out. Until it comes back every answer is `keyring-silent`, and the process
   * cannot end by `exit`, which waits for that thread for ever: end it by signal.
   */
  stuck(): boolean;
}

interface KeyringOptions {
  /** Under which all entries are filed, such as `tokenkeep`. */
  readonly service: string;
  /** The session bus, where one is open already; Linux alone needs it. */
  readonly bus?: Bus;
  readonly binding?: KeychainBinding;
  readonly platform?: NodeJS.Platform;
  /** For each native call. */
  readonly deadlineMs?: number;
  /** The look before each touch; on Linux the Secret Service is asked, elsewhere there is none to be had without a prompt. */
  readonly look?: KeyringLook;
}

const BACKENDS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
};
const DEADLINE_MS = 5000;
/** How often a value is read anew when another process replaced it between pointer and pieces. */
const MOST_READS = 3;

export function createKeyring(options: KeyringOptions): Keyring {
  const { service, binding, platform = process.platform, deadlineMs = DEADLINE_MS } = options;
  const backend = BACKENDS[platform];
  const bus = backend === undefined ? (options.bus ?? connectBus()) : undefined;
  const seen = options.look ?? (bus === undefined ? undefined : createSecretService(bus, service));
  const spare = bus === undefined ? undefined : createServiceBinding(bus);
  const calls = createKeychainCalls({ binding, deadlineMs, spare });
  const native = createEntries(service, calls);
  const entries = seen === undefined ? native : lookedAtFirst(native, seen);
  const pointers = createPointers(entries);
  const pieces = createPieces(entries);
  const leftovers = createLeftovers(pieces);
  const turns = createTurns(1);
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => turns.take('keyring', act);
  const reading = new Map<TokenId, Promise<Result<Kept | undefined, KeyringFailure>>>();

  async function state(): Promise<KeyringState> {
    if (calls.stuck()) return { kind: 'silent' };
    const found: KeyringState = (await seen?.state()) ?? { kind: 'ok', backend: backend ?? '' };
    if (found.kind !== 'ok') return found;
    return (await calls.loads()) ? found : { kind: 'absent', lack: 'no-library' };
  }

  async function read(id: TokenId, readsLeft = MOST_READS): Promise<Result<Kept | undefined, KeyringFailure>> {
    const at = await pointers.read(id);
    if (!at.ok) return at;
    if (at.value.kind === 'none') return succeeded(undefined);
    if (at.value.kind === 'damaged') return failed({ code: 'keyring-damaged' });
    const value = await readAt(id, at.value.pointer);
    const damaged = !value.ok && value.failure.code === 'keyring-damaged' && readsLeft > 1;
    return damaged && (await pointers.moved(id, at.value.text)) ? read(id, readsLeft - 1) : value;
  }

  async function readAt(id: TokenId, pointer: Pointer): Promise<Result<Kept, KeyringFailure>> {
    const text = await pieces.read(id, pointer);
    if (!text.ok) return text;
    const credential = decodeCredential(text.value);
    return credential === undefined
      ? failed({ code: 'keyring-damaged' })
      : succeeded({ credential, generation: pointer.generation });
  }

  async function put(
    id: TokenId,
    credential: Credential,
    expected: number | undefined,
  ): Promise<Result<number, KeyringFailure>> {
    const before = await pointers.read(id);
    if (!before.ok) return before;
    const kept = generationOf(before.value);
    if (expected !== undefined && (before.value.kind === 'damaged' || kept !== expected))
      return failed({ code: 'keyring-stale' });
    const generation = kept + 1;
    const wrote = await write(id, before.value, generation, credential);
    if (!wrote.ok) {
      if (!pointers.doubtful(id)) await leftovers.sweep(id, [{ generation }]);
      return wrote;
    }
    // The value is safe now. What this put or an earlier crash left over goes too, and if it will not go the put is no failure.
    await leftovers.sweep(id, [{ generation: kept }, { generation: kept - 1 }, { generation, from: wrote.value }]);
    return succeeded(generation);
  }

  async function write(
    id: TokenId,
    before: Pointing,
    generation: number,
    credential: Credential,
  ): Promise<Result<number, KeyringFailure>> {
    const pointer = await pieces.write(id, generation, encodeCredential(credential));
    if (!pointer.ok) return pointer;
    const flipped = await pointers.flip(id, before, pointer.value);
    return flipped.ok ? succeeded(pointer.value.count) : flipped;
  }

  async function remove(id: TokenId): Promise<Result<void, KeyringFailure>> {
    const before = await pointers.read(id);
    if (!before.ok) return before;
    const gone = await pointers.remove(id);
    if (!gone.ok) return gone;
    const kept = generationOf(before.value);
    return leftovers.sweep(id, [{ generation: kept }, { generation: kept - 1 }, { generation: kept + 1 }]);
  }

  function get(id: TokenId): Promise<Result<Kept | undefined, KeyringFailure>> {
    const under = reading.get(id);
    if (under !== undefined) return under;
    const mine = inTurn(() => read(id)).finally(() => reading.delete(id));
    reading.set(id, mine);
    return mine;
  }

  return {
    state,
    get,
    put: (id, credential, expected) => inTurn(() => put(id, credential, expected)),
    delete: (id) => inTurn(() => remove(id)),
    stuck: calls.stuck,
  };
}

const generationOf = (pointing: Pointing): number => (pointing.kind === 'at' ? pointing.pointer.generation : 0);
