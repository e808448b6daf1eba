import type {
  BackedUp,
  BackupBox,
  BackupKey,
  BackupLock,
  BoxFailure,
  OpenedBackup,
} from '../../main/domain/backup-ports.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';

interface Shelved extends OpenedBackup {
  readonly lock: BackupLock;
}

export interface MemoryBackups extends BackupBox {
  readonly files: Map<string, Shelved>;
  failure: BoxFailure | undefined;
}

/** Sealed files that are nowhere: what the box is asked to write it gives back to whoever has the passphrase. */
export function memoryBackups(machine = 'machine-a'): MemoryBackups {
  const port: MemoryBackups = {
    files: new Map(),
    failure: undefined,
    seal: ({ file, over, lock, at, records }) => ({
      cancel: () => undefined,
      ended: (async (): Promise<Result<{ bytes: number; entries: number }, BoxFailure>> => {
        if (port.failure !== undefined) return failed(port.failure);
        if (port.files.has(file) && !over) return failed({ code: 'backup-exists', file });
        const tokens: BackedUp[] = [];
        let rest: Pick<OpenedBackup, 'settings' | 'grants' | 'acts'> = { settings: undefined, grants: [], acts: [] };
        for await (const record of records()) {
          if (!record.ok) return record;
          if (record.value.kind === 'token') tokens.push(record.value.one);
          else rest = { ...rest, ...record.value };
        }
        const { settings, grants, acts } = rest;
        const mark = `${file} of ${at}`;
        port.files.set(file, { lock, madeAt: at, machine, mark, tokens, settings, grants, acts, logs: [] });
        return succeeded({ bytes: 1, entries: 0 });
      })(),
    }),
    open: ({ file, key, mark }) => ({ cancel: () => undefined, ended: open(file, key, mark) }),
    async lockOf(file) {
      const found = port.files.get(file);
      if (found === undefined) return failed({ code: 'backup-unreadable', file, reason: 'ENOENT' });
      return succeeded(found.lock.kind === 'passphrase' ? 'passphrase' : 'identity');
    },
    makeKey: async () => succeeded(`age1${'q'.repeat(58)}`),
    series: async (folder, series) =>
      [...port.files.keys()].filter((file) => file.startsWith(`${folder}/${series}-`)).sort(),
    async remove(file) {
      port.files.delete(file);
    },
  };

  async function open(
    file: string,
    key: BackupKey,
    mark: string | undefined,
  ): Promise<Result<OpenedBackup, BoxFailure>> {
    const found = port.files.get(file);
    if (found === undefined) return failed({ code: 'backup-unreadable', file, reason: 'ENOENT' });
    if (mark !== undefined && mark !== found.mark) return failed({ code: 'backup-changed', file });
    if (!fits(found.lock, key)) return failed({ code: 'backup-wrong-key', key: 'passphrase' });
    return succeeded(found);
  }
  return port;
}

function fits(lock: BackupLock, key: BackupKey): boolean {
  if (lock.kind !== 'passphrase' || key.kind !== 'passphrase')
    return lock.kind === 'recipients' && key.kind === 'identity';
  return lock.passphrase.use((one) => key.passphrase.use((other) => one === other));
}
