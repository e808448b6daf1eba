import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Secret } from '../../main/domain/secret.ts';
import type { SecretStore } from '../../main/domain/storage-ports.ts';
import { failed, succeeded } from '../../shared/result.ts';

type Entries = Record<string, { readonly access: string; readonly generation: number }>;

/** A keychain in a file, for what several processes of one test keep there. */
export function fileSecrets(path: string): Pick<SecretStore, 'get' | 'put'> {
  function read(): Entries {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Entries;
    } catch {
      return {};
    }
  }
  return {
    async get(id) {
      const entry = read()[id];
      if (entry === undefined) return succeeded(undefined);
      return succeeded({ credential: { access: new Secret(entry.access), fields: {} }, generation: entry.generation });
    },
    async put(id, { access }, expected) {
      const entries = read();
      const before = entries[id]?.generation ?? 0;
      if (expected !== undefined && expected !== before) return failed({ code: 'keyring-stale' });
      entries[id] = { access: access.use((text) => text), generation: before + 1 };
      writeFileSync(`${path}.${process.pid}`, JSON.stringify(entries));
      renameSync(`${path}.${process.pid}`, path);
      return succeeded(before + 1);
    },
  };
}
