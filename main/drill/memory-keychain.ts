import { done, failed, succeeded } from '../../shared/result.ts';
import type { TokenId } from '../../shared/token.ts';
import type { Kept } from '../domain/storage-ports.ts';
import type { Keychain } from '../headless-means.ts';

export interface MemoryKeychain extends Keychain {
  /** As after a reset of the keychain: it answers, and holds nothing. */
  lose(): void;
  has(id: TokenId): boolean;
}

/** A keychain of this process alone: a drill never asks the real one for anything. */
export function createMemoryKeychain(): MemoryKeychain {
  const entries = new Map<TokenId, Kept>();
  return {
    stuck: () => false,
    state: async () => ({ kind: 'ok', backend: 'memory' }),
    get: async (id) => succeeded(entries.get(id)),
    async put(id, credential, expected) {
      const before = entries.get(id)?.generation ?? 0;
      if (expected !== undefined && expected !== before) return failed({ code: 'keyring-stale' });
      entries.set(id, { credential, generation: before + 1 });
      return succeeded(before + 1);
    },
    async delete(id) {
      entries.delete(id);
      return done;
    },
    lose: () => entries.clear(),
    has: (id) => entries.has(id),
  };
}
