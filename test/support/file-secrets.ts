import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Secret } from '../../main/domain/secret.ts';
import type { SecretStore } from '../../main/domain/storage-ports.ts';
import { done, failed, succeeded } from '../../shared/result.ts';

type Entries = Record<string, { readonly access: string; readonly generation: number }>;

/** A keychain in a file, for what several processes of one test keep there. Of a credential it keeps the value alone. */
export function fileSecrets(path: string): SecretStore {
  function read(): Entries {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Entries;
    } catch {
      return {};
    }
  }
  function write(entries: Entries): void {
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(entries), { mode: 0o600 });
    renameSync(`${path}.${process.pid}`, path);
  }
  return {
    state: async () => ({ kind: 'ok', backend: 'a file' }),
    async get(id) {
      const entry = read()[id];
      if (entry === undefined) return succeeded(undefined);
      return succeeded({ credential: { access: new Secret(entry.access), fields: {} }, generation: entry.generation });
    },
    async put(id, { access }, expected) {
      const entries = read();
      const before = entries[id]?.generation ?? 0;
      if (expected !== undefined && expected !== before) return failed({ code: 'keyring-stale' });
      write({ ...entries, [id]: { access: access.use((text) => text), generation: before + 1 } });
      return succeeded(before + 1);
    },
    async delete(id) {
      const { [id]: _gone, ...left } = read();
      write(left);
      return done;
    },
  };
}
