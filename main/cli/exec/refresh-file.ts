import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Failure } from '../../../shared/failure.ts';
import { done, failed, type Result } from '../../../shared/result.ts';

export interface RefreshFile {
  write(value: string): Result<void, Failure>;
  remove(): void;
}

/** A file for its owner alone. Nothing may be there before; whoever reads it later finds one value or the next, never a part. */
export function createRefreshFile(path: string): RefreshFile {
  const next = `${path}.${process.pid}.next`;
  let isOurs = false;

  return {
    write(value) {
      try {
        put(isOurs ? next : path, value);
        if (isOurs) renameSync(next, path);
        isOurs = true;
        return done;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST') {
          return failed({ code: 'bad-input', field: '--refresh-file', need: 'a place where nothing is yet' });
        }
        return failed({ code: 'file-unwritable', file: path, reason: code ?? 'unexpected' });
      }
    },
    remove() {
      if (isOurs) rmSync(path, { force: true });
      rmSync(next, { force: true });
    },
  };
}

/** Fails where something is there already, be it a link. */
function put(path: string, value: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    chmodSync(path, 0o600);
    writeFileSync(file, value);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
