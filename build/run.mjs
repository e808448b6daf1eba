import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { at, root } from './paths.mjs';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and answers its exit status, 128+n where signal n ended it.
 *
 * A signal meant for us is passed on and the child awaited before we stop, so that an interrupted step never leaves
 * half a program behind it. Ctrl-C is not passed on: the terminal has given it to the child already, and many programs
 * take a second one as "drop everything".
 */
export function run(command, args, { onStart, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: toolEnv(), ...options });
    let interruptedBy;
    const interrupt = (signal) => {
      interruptedBy ??= signal;
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of endings) process.on(signal, interrupt);
    const settle = (outcome) => {
      for (const signal of endings) process.off(signal, interrupt);
      outcome();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code, signal) => {
      const status = code ?? 128 + constants.signals[signal];
      settle(() =>
        interruptedBy ? reject(new Stopped('interrupted', 128 + constants.signals[interruptedBy])) : resolve(status),
      );
    });
    onStart?.(child);
  });
}

/** As `run`, for a step without which there is no going on. */
export async function mustRun(command, args, options) {
  const status = await run(command, args, options);
  if (status !== 0) throw new Stopped(`${path.basename(command)} ${args[0] ?? ''} ended with status ${status}`, 1);
}

/** The way out with a reason that the user can read and no stack trace. */
export class Stopped extends Error {
  constructor(reason, status = 1) {
    super(reason);
    this.status = status;
  }
}

export function stopWith(error) {
  console.error(error instanceof Stopped ? error.message : error);
  process.exit(error instanceof Stopped ? error.status : 1);
}

/** Our own tools come before whatever else is installed, also when npm did not start us. */
function toolEnv() {
  return { ...process.env, PATH: [at('node_modules', '.bin'), process.env.PATH].join(path.delimiter) };
}
