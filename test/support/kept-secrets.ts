import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Secret } from '../../main/domain/secret.ts';
import type { Credential, SecretStore } from '../../main/domain/storage-ports.ts';
import { tokenId } from '../../shared/token.ts';
import { memorySecrets } from './memory-ports.ts';

interface Entry {
  readonly access: string;
  readonly refresh?: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly generation: number;
}

const text = (secret: Secret): string => secret.use((value) => value);

/** A keychain for made-up values that outlives the process which is killed over it, as a real one does. */
export function keptSecrets(path: string): SecretStore {
  const memory = memorySecrets();
  for (const [id, { access, refresh, fields, generation }] of Object.entries(read(path))) {
    const credential: Credential = {
      access: new Secret(access),
      ...(refresh === undefined ? {} : { refresh: new Secret(refresh) }),
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, new Secret(value)])),
    };
    memory.entries.set(tokenId(id), { credential, generation });
  }

  function save(): void {
    const entries = [...memory.entries].map(([id, { credential, generation }]) => {
      const { access, refresh, fields } = credential;
      const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
      return [id, { access: text(access), refresh: refresh && text(refresh), fields: plain, generation }] as const;
    });
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  return {
    ...memory,
    async put(id, credential, expected) {
      const put = await memory.put(id, credential, expected);
      if (put.ok) save();
      return put;
    },
    async delete(id) {
      const gone = await memory.delete(id);
      save();
      return gone;
    },
  };
}

function read(path: string): Readonly<Record<string, Entry>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>;
  } catch {
    return {};
  }
}
