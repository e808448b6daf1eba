import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { BackupWork } from '../../shared/snapshot.ts';
import type { BoxWork } from '../domain/backup-ports.ts';

/** One backup or restore at a time, with how far it has come. */
export interface BackupTurn {
  take<T>(what: BackupWork['what'], run: (course: Course) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
  cancel(): boolean;
  underWay(): BackupWork | undefined;
}

export interface Course {
  /** So many of so many tokens. */
  reached(done: number, of: number): void;
  /** What can be called off meanwhile. */
  during<T>(work: BoxWork<T>): BoxWork<T>['ended'];
  isCancelled(): boolean;
}

export function createBackupTurn(changed: () => void): BackupTurn {
  let now: BackupWork | undefined;
  let isCancelled = false;
  let work: BoxWork<unknown> | undefined;

  function show(next: BackupWork | undefined): void {
    now = next;
    changed();
  }

  return {
    async take(what, run) {
      if (now !== undefined) return failed({ code: 'backup-busy' });
      isCancelled = false;
      show({ what, done: 0, of: 0 });
      try {
        return await run({
          reached: (done, of) => show({ what, done, of }),
          isCancelled: () => isCancelled,
          during: async (begun) => {
            work = begun;
            if (isCancelled) begun.cancel();
            return begun.ended;
          },
        });
      } finally {
        work = undefined;
        show(undefined);
      }
    },
    cancel() {
      isCancelled = now !== undefined;
      work?.cancel();
      return isCancelled;
    },
    underWay: () => now,
  };
}
