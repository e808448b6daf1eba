import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './context.ts';
import { isServed } from './holder.ts';

const START_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** Starts the vault with no window, behind this terminal; answers its pid when it listens, or undefined where it did not come up. */
export async function startBehind(context: Context): Promise<number | undefined> {
  const arguments_ = [context.entry, '--home', context.home, 'agent', '--foreground'];
  const child = spawn(process.execPath, arguments_, { detached: true, stdio: 'ignore', windowsHide: true });
  child.unref();
  const until = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < until) {
    if (await isServed(context)) return child.pid;
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}
