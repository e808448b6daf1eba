import { createHash } from 'node:crypto';
import type { FileFailure, KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import type { Latch } from '../domain/lock-ports.ts';
import type { Clock } from '../domain/ports.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import { copiesId } from './audit-copies.ts';
import { auditIds } from './audit-keys.ts';
import { makeFreely } from './copy-making.ts';
import { KEY_ID } from './digester.ts';
import { createKeychainLatch } from './keychain-latch.ts';
import { STRONG } from './passphrase-key.ts';
import { createPassphraseStore, type PassphraseStore } from './passphrase-store.ts';
import { openValues } from './values-file.ts';

interface HomeSecretsNeeds {
  /** The home, by its absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  readonly keychain: SecretStore;
  /** scrypt's N. */
  readonly cost?: number;
}

export interface HomeSecrets {
  readonly secrets: SecretStore;
  readonly latch: Latch;
  end(): Promise<void>;
}

/** Where the values of a home lie: in the keychain, or in a passphrase vault where a person has begun one. Never in both. */
export function openHomeSecrets(needs: HomeSecretsNeeds): Result<HomeSecrets, FileFailure> {
  const { folder, clock, keychain, cost = STRONG } = needs;
  const file = openValues({ folder, clock, making: makeFreely });
  if (!file.ok) return file;
  const sealing = createPassphraseStore(file.value, cost);
  const store = (): SecretStore => (sealing.begun() ? sealing : keychain);
  const secrets: SecretStore = {
    state: () => store().state(),
    get: (id) => store().get(id),
    put: (id, credential, expected) => store().put(id, credential, expected),
    delete: (id) => store().delete(id),
  };
  return succeeded({
    secrets,
    latch: { ...latchOf(needs, sealing, cost), troubles: file.value.troubles },
    end: file.value.end,
  });
}

function latchOf(
  { folder, keychain }: HomeSecretsNeeds,
  sealing: PassphraseStore,
  cost: number,
): Omit<Latch, 'troubles'> {
  // One keychain may serve several homes, each with a passphrase of its own.
  const id = tokenId(`lock-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  const verifier = createKeychainLatch(keychain, id, cost);

  /** What belongs to no token: the key of the digests, and the audit log's, which goes on where it was. */
  async function carry(): Promise<Result<void, KeyringFailure>> {
    const { key, anchor } = auditIds(folder);
    for (const each of [KEY_ID, key, anchor, copiesId(folder)]) {
      const kept = await keychain.get(each);
      if (!kept.ok || kept.value === undefined) continue;
      const put = await sealing.put(each, kept.value.credential);
      if (!put.ok) return put;
    }
    return done;
  }

  return {
    keeps: () => (sealing.begun() ? 'passphrase' : 'keychain'),
    sealed: () => sealing.begun() && sealing.sealed(),
    isSet: async () => (sealing.begun() ? succeeded(true) : verifier.isSet()),
    open: async (passphrase) =>
      sealing.begun() ? succeeded(await sealing.open(passphrase)) : verifier.proves(passphrase),
    shut: sealing.shut,
    set: (passphrase) => (sealing.begun() ? sealing.rewrap(passphrase) : verifier.set(passphrase)),
    remove: async () => (sealing.begun() ? failed({ code: 'keyring-refused', reason: 'write' }) : verifier.remove()),
    async begin(passphrase) {
      const begun = await sealing.begin(passphrase);
      return begun.ok ? carry() : begun;
    },
  };
}
