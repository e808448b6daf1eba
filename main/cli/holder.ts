import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { placeOf } from './ask-vault.ts';
import { sendLine } from './agent-client.ts';
import type { Context } from './context.ts';

const START_MS = 15_000;
const END_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Anything that is answered tells that somebody is there. */
export async function isServed(context: Context): Promise<boolean> {
  return (await sendLine(placeOf(context), '{}', 2000)).kind === 'replied';
}

/**
 * For what takes more than one request: somebody holds the vault from the first to the last of them. Where no app and no agent runs, that
 * is a process of its own, which anybody else may ask meanwhile, and which ends with this one whatever ends it: it hangs on a pipe.
 */
export async function whileHeld<T>(context: Context, work: () => Promise<T>): Promise<T> {
  if (await isServed(context)) return work();
  const holder = spawn(process.execPath, [context.entry, '--home', context.home, 'agent', '--foreground', '--bound'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    windowsHide: true,
    // Out of reach of what is typed at the terminal: it ends with this process, not with the first Ctrl-C meant for another.
    detached: process.platform !== 'win32',
  });
  holder.stdin.on('error', () => undefined);
  const until = Date.now() + START_MS;
  while (holder.exitCode === null && Date.now() < until && !(await isServed(context))) await pause(LOOK_EVERY_MS);
  try {
    return await work();
  } finally {
    const gone = holder.exitCode === null && holder.signalCode === null ? once(holder, 'exit') : undefined;
    holder.stdin.end();
    await Promise.race([gone, pause(END_MS, undefined, { ref: false })]);
  }
}
