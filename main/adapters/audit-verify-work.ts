import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Verified, VerifyAsk } from './audit-verify.ts';

type Told = { readonly entries: number } | { readonly verified: Verified };

/** Beside this file, in the source as in what is built of it. */
const WORKER = join(import.meta.dirname, `audit-verify-worker${extname(import.meta.filename)}`);

/** Rejects with the system's error. */
export function verifyInWorker(ask: VerifyAsk, onEntries: (count: number) => void): Promise<Verified> {
  const worker = new Worker(WORKER, { workerData: ask });
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('entries' in told) return onEntries(told.entries);
      resolve(told.verified);
      return void worker.terminate();
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the worker ended early')));
  });
}
