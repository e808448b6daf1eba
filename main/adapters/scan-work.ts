import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SkipReason } from '../../shared/commands/scan.ts';

export type ToWorker = { readonly kind: 'next' };

export type FromWorker =
  | { readonly kind: 'files'; readonly count: number }
  | { readonly kind: 'skipped'; readonly place: string; readonly why: SkipReason }
  | { readonly kind: 'walked'; readonly files: number; readonly archives: number }
  | { readonly kind: 'entry'; readonly file: string; readonly entry: string; readonly bytes: Uint8Array }
  | { readonly kind: 'archive-done' }
  | { readonly kind: 'end' };

interface Hooks {
  files(count: number): void;
  skipped(place: string, why: SkipReason): void;
  /** The next archive is opened when it resolves. */
  entries(entries: readonly Extract<FromWorker, { kind: 'entry' }>[]): Promise<void>;
}

export interface Work {
  /** The number of files; undefined where it broke or was stopped. */
  readonly ended: Promise<number | undefined>;
  stop(): void;
}

/** Beside this very file, whether that is a source or a bundle. */
const WORKER = path.join(import.meta.dirname, `scan-worker${path.extname(import.meta.filename)}`);

/** Walks through a folder in a thread of its own: names what the engine will not look at, and opens what is packed. */
export function startWork(root: string, { files, skipped, entries }: Hooks): Work {
  const worker = new Worker(WORKER, { workerData: root });
  let stop = (): void => undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    let waiting: Extract<FromWorker, { kind: 'entry' }>[] = [];
    let count = 0;
    const end = (): void => {
      resolve(count);
      void worker.terminate();
    };
    const ask = (): void => worker.postMessage({ kind: 'next' } satisfies ToWorker);
    stop = () => {
      resolve(undefined);
      void worker.terminate();
    };
    worker.on('error', stop);
    worker.on('exit', () => resolve(undefined));
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'files':
          return files(message.count);
        case 'skipped':
          return skipped(message.place, message.why);
        case 'entry':
          return void waiting.push(message);
        case 'walked':
          count = message.files;
          files(count);
          return message.archives === 0 ? end() : ask();
        case 'archive-done': {
          const ready = waiting;
          waiting = [];
          return void entries(ready).then(ask, stop);
        }
        case 'end':
          return end();
      }
    });
  });
  return { ended, stop };
}
