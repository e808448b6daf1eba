import { constants } from 'node:os';

/** As a shell says it. */
export const NOT_EXECUTABLE = 126;
export const NOT_FOUND = 127;
const BY_SIGNAL = 128;

export function exitOfChild(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return BY_SIGNAL + (signal === null ? constants.signals.SIGKILL : constants.signals[signal]);
}

export function exitOfSpawnError({ code }: NodeJS.ErrnoException): number {
  return code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
}
