import { bugFields } from '../domain/bug.ts';
import type { Log } from '../domain/ports.ts';

/** The one place where what was thrown ends. */
export function logBugs(log: Log): void {
  process.on('uncaughtException', (error) => note(log, 'uncaught', error));
  process.on('unhandledRejection', (reason) => note(log, 'unhandled', reason));
}

function note(log: Log, event: string, thrown: unknown): void {
  const fields = bugFields(thrown);
  log.note(event, fields);
  process.stderr.write(`tokenkeep: a bug was met (${fields.code}); it is in the log\n`);
}
