import type { KeyringFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import type { SecretStore } from '../domain/storage-ports.ts';

export interface WatchedSecrets extends SecretStore {
  /** What is known of the keyring from the last look or touch; nothing is asked. */
  known(): KeyringState;
}

/** The same store, remembering how the keyring last did, so that the picture can say it without asking. */
export function watchSecrets(secrets: SecretStore, changed: () => void): WatchedSecrets {
  // Until the first look nothing speaks against it.
  let known: KeyringState = { kind: 'ok', backend: '' };

  function learn(state: KeyringState): void {
    const moved = JSON.stringify(state) !== JSON.stringify(known);
    known = state;
    if (moved) changed();
  }

  async function look(): Promise<KeyringState> {
    const state = await secrets.state();
    learn(state);
    return state;
  }

  async function touch<T>(call: Promise<Result<T, KeyringFailure>>): Promise<Result<T, KeyringFailure>> {
    const result = await call;
    const state = result.ok ? undefined : stateOf(result.failure);
    if (state !== undefined) learn(state);
    else if (known.kind !== 'ok') await look();
    return result;
  }

  return {
    known: () => known,
    state: look,
    get: (id) => touch(secrets.get(id)),
    put: (id, credential, expected) => touch(secrets.put(id, credential, expected)),
    delete: (id) => touch(secrets.delete(id)),
  };
}

/** What a failure says of the keyring as a whole; a refusal or damage is about one entry. */
function stateOf(failure: KeyringFailure): KeyringState | undefined {
  switch (failure.code) {
    case 'keyring-locked':
    case 'vault-locked':
      return { kind: 'locked' };
    case 'keyring-absent':
      return { kind: 'absent', lack: failure.lack };
    case 'keyring-silent':
      return { kind: 'silent' };
    case 'keyring-refused':
    case 'keyring-damaged':
    case 'keyring-stale':
      return undefined;
  }
}
