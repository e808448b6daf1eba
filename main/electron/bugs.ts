import type { Log } from '../domain/ports.ts';

/** The one place where what was thrown ends. Messages are left out: a library may have put a value into one. */
export function logBugs(log: Log): void {
  process.on('uncaughtException', (error) => note(log, 'uncaught', error));
  process.on('unhandledRejection', (reason) => note(log, 'unhandled', reason));
}

function note(log: Log, event: string, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : undefined;
  const code =
    error !== undefined && 'code' in error && typeof error.code === 'string'
      ? error.code
      : (error?.name ?? typeof thrown);
  const places = (error?.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  log.note(event, { code, stack: places.slice(0, 12).join('\n') });
  process.stderr.write(`tokenkeep: a bug was met (${code}); it is in the log\n`);
}
