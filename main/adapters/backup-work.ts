import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, type Result } from '../../shared/result.ts';
import type { BoxFailure, BoxWork } from '../domain/backup-ports.ts';
import type { BackupWork, ToBackupWorker } from './backup-worker.ts';

/** Beside this file, in the source as in what is built of it. */
const WORKER = join(import.meta.dirname, `backup-worker${extname(import.meta.filename)}`);

export interface Begun<T> extends BoxWork<T> {
  send(message: ToBackupWorker): void;
  /** Nobody takes what is sent any more. */
  isOver(): boolean;
}

/** Passphrases are slow to try on purpose, and a large vault takes a while to seal: both in a thread of their own. */
export function beginWork<T>(work: BackupWork): Begun<T> {
  const worker = new Worker(WORKER, { workerData: work });
  let stop = (): void => undefined;
  let isOver = false;
  const ended = new Promise<Result<T, BoxFailure>>((resolve) => {
    const end = (outcome: Result<T, BoxFailure>): void => {
      isOver = true;
      resolve(outcome);
      void worker.terminate();
    };
    stop = () => end(failed({ code: 'backup-cancelled' }));
    worker.on('message', end);
    worker.on('error', () => end(failed({ code: 'file-unwritable', file: 'backup', reason: 'the work broke off' })));
    worker.on('exit', () => end(failed({ code: 'file-unwritable', file: 'backup', reason: 'the work broke off' })));
  });
  return { ended, cancel: () => stop(), send: (message) => worker.postMessage(message), isOver: () => isOver };
}
