import { parentPort, workerData } from 'node:worker_threads';
import { makeBackupKey } from './backup-key.ts';
import { lockOfFile, openBackup, type OpenWork } from './backup-opening.ts';
import { sealBackup, type SealWork } from './backup-sealing.ts';

/** What the thread is begun with. */
export type BackupWork =
  | { readonly do: 'seal'; readonly work: SealWork }
  | { readonly do: 'open'; readonly work: OpenWork }
  | { readonly do: 'look'; readonly file: string }
  | { readonly do: 'key'; readonly file: string };

/** Lines to be sealed; without one, there are no more. */
export interface ToBackupWorker {
  readonly line?: string;
}

function gather(work: SealWork): void {
  const lines: Uint8Array[] = [];
  parentPort?.on('message', ({ line }: ToBackupWorker) => {
    if (line !== undefined) return void lines.push(Buffer.from(line));
    return void sealBackup(work, lines).then(answer);
  });
}

const answer = (outcome: unknown): void => parentPort?.postMessage(outcome);

const begun = workerData as BackupWork;
if (begun.do === 'seal') gather(begun.work);
else if (begun.do === 'open') void openBackup(begun.work).then(answer);
else void (begun.do === 'key' ? makeBackupKey : lockOfFile)(begun.file).then(answer);
