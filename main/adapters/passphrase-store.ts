import type { FileFailure, KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenId } from '../../shared/token.ts';
import type { Secret } from '../domain/secret.ts';
import type { Credential, Kept, SecretStore } from '../domain/storage-ports.ts';
import { decodeCredential, encodeCredential } from './keyring-record.ts';
import { openBytes, sealBytes } from './sealed-text.ts';
import type { StoreFile } from './store-file.ts';
import { createTurns } from './turns.ts';
import type { SealedValue, Values } from './values-file.ts';
import { freshKey, openIndex, sealIndex, unwrapKey, valueBound, wrapKey, type Index } from './values-key.ts';

/** By this name it is said wherever the keychain's own name would stand. */
const PASSPHRASE_VAULT = 'passphrase vault';
/** The copies of a file that are kept; each still has the key under the passphrase of its day. */
const COPIES = 6;

export interface PassphraseStore extends SecretStore {
  /** There is one: values are kept here. */
  begun(): boolean;
  sealed(): boolean;
  begin(passphrase: Secret): Promise<Result<void, FileFailure>>;
  /** True where it is the passphrase, whether or not it was open. */
  open(passphrase: Secret): Promise<boolean>;
  rewrap(passphrase: Secret): Promise<Result<void, FileFailure | KeyringFailure>>;
  shut(): void;
}

const LOCKED = { code: 'vault-locked' } as const;

/**
 * Values in one file under a key that only a passphrase opens: for where there is no keychain, and only where a person chose it. The
 * passphrase is made into a key by scrypt once, at the opening; each value is sealed by AES-256-GCM with its id and generation bound in.
 */
export function createPassphraseStore(file: StoreFile<Values | undefined>, cost: number): PassphraseStore {
  const turns = createTurns(1);
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => turns.take('values', act);
  let opened: { readonly key: Buffer; readonly index: Index } | undefined;

  function read(id: TokenId): Result<Kept | undefined, KeyringFailure> {
    const [values, at] = [file.get(), opened];
    if (values === undefined || at === undefined) return failed(LOCKED);
    const [generation, entry] = [at.index.get(id), values.entries.get(id)];
    if (generation === undefined && entry === undefined) return succeeded(undefined);
    const credential = entry === undefined || entry.generation !== generation ? undefined : unseal(at.key, id, entry);
    return credential === undefined || generation === undefined
      ? failed({ code: 'keyring-damaged' })
      : succeeded({ credential, generation });
  }

  async function write(id: TokenId, entry: SealedValue | undefined): Promise<Result<void, KeyringFailure>> {
    const [before, at] = [file.get(), opened];
    if (before === undefined || at === undefined) return failed(LOCKED);
    const [entries, index] = [new Map(before.entries), new Map(at.index)];
    entries.delete(id);
    index.delete(id);
    if (entry !== undefined) {
      entries.set(id, entry);
      index.set(id, entry.generation);
    }
    const wrote = await file.set({ ...before, entries, index: sealIndex(at.key, index) });
    if (wrote.ok) {
      opened &&= { key: at.key, index };
      return done;
    }
    // What was not acknowledged may not come to stand later, when there is room again.
    void file.set(before);
    return failed({ code: 'keyring-refused', reason: 'write' });
  }

  async function put(id: TokenId, credential: Credential, expected?: number): Promise<Result<number, KeyringFailure>> {
    const at = opened;
    if (at === undefined) return failed(LOCKED);
    const kept = at.index.get(id) ?? 0;
    if (expected !== undefined && kept !== expected) return failed({ code: 'keyring-stale' });
    const generation = Math.max(kept, file.get()?.entries.get(id)?.generation ?? 0) + 1;
    const sealed = sealBytes(at.key, Buffer.from(encodeCredential(credential)), valueBound(id, generation));
    const wrote = await write(id, { generation, sealed });
    return wrote.ok ? succeeded(generation) : wrote;
  }

  async function remove(id: TokenId): Promise<Result<void, KeyringFailure>> {
    if (opened === undefined) return failed(LOCKED);
    const isThere = opened.index.has(id) || file.get()?.entries.has(id) === true;
    return isThere ? write(id, undefined) : done;
  }

  async function begin(passphrase: Secret): Promise<Result<void, FileFailure>> {
    const key = freshKey();
    const wrapped = await wrapKey(key, passphrase, cost);
    const index: Index = new Map();
    const wrote = await file.set({ ...wrapped, index: sealIndex(key, index), entries: new Map() });
    if (wrote.ok) opened = { key, index };
    else void file.set(undefined);
    return wrote;
  }

  async function open(passphrase: Secret): Promise<boolean> {
    const values = file.get();
    const key = values === undefined ? undefined : await unwrapKey(values, passphrase);
    if (values === undefined || key === undefined) return false;
    opened ??= { key, index: openIndex(key, values.index) };
    return true;
  }

  async function rewrap(passphrase: Secret): Promise<Result<void, FileFailure | KeyringFailure>> {
    const at = opened;
    if (at === undefined) return failed(LOCKED);
    const wrapped = await wrapKey(at.key, passphrase, cost);
    for (let copy = 0; copy < COPIES; copy += 1) {
      const values = file.get();
      const wrote = values === undefined ? done : await file.set({ ...values, ...wrapped });
      if (!wrote.ok) return wrote;
    }
    return done;
  }

  return {
    begun: () => file.get() !== undefined,
    sealed: () => opened === undefined,
    state: async () => (opened === undefined ? { kind: 'locked' } : { kind: 'ok', backend: PASSPHRASE_VAULT }),
    get: (id) => inTurn(async () => read(id)),
    put: (id, credential, expected) => inTurn(() => put(id, credential, expected)),
    delete: (id) => inTurn(() => remove(id)),
    begin: (passphrase) => inTurn(() => begin(passphrase)),
    open: (passphrase) => inTurn(() => open(passphrase)),
    rewrap: (passphrase) => inTurn(() => rewrap(passphrase)),
    shut() {
      opened?.key.fill(0);
      opened = undefined;
    },
  };
}

function unseal(key: Buffer, id: TokenId, { generation, sealed }: SealedValue): Credential | undefined {
  const bytes = openBytes(key, sealed, valueBound(id, generation));
  return bytes === undefined ? undefined : decodeCredential(bytes.toString('utf8'));
}
