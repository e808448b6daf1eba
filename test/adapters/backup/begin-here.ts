import type { Begun } from '../../../main/adapters/backup-work.ts';
import type { BackupWork } from '../../../main/adapters/backup-worker.ts';
import { makeBackupKey } from '../../../main/adapters/backup-key.ts';
import { lockOfFile, openBackup } from '../../../main/adapters/backup-opening.ts';
import { sealBackup } from '../../../main/adapters/backup-sealing.ts';
import type { Result } from '../../../shared/result.ts';
import type { BoxFailure } from '../../../main/domain/backup-ports.ts';

/** The same work in this thread: most of what a thread of its own takes in a test is its start. */
export function beginHere<T>(begun: BackupWork): Begun<T> {
  const lines: Uint8Array[] = [];
  let all = (): void => undefined;
  const gathered = new Promise<void>((resolve) => (all = resolve));
  const run = async (): Promise<unknown> => {
    switch (begun.do) {
      case 'look':
        return lockOfFile(begun.file);
      case 'key':
        return makeBackupKey(begun.file);
      case 'open':
        return openBackup(begun.work);
      case 'seal':
        await gathered;
        return sealBackup(begun.work, lines);
    }
  };
  return {
    ended: run() as Promise<Result<T, BoxFailure>>,
    cancel: () => all(),
    isOver: () => false,
    send: ({ line }) => (line === undefined ? all() : void lines.push(Buffer.from(line))),
  };
}
