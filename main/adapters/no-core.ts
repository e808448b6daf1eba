import { spawn } from 'node:child_process';

/**
 * Has the system keep no image of this process's memory on disk when it crashes. Node cannot lower a limit of its own, so that on Linux a
 * small program of util-linux does it, and where that is missing the desktop's own limit stands. Only the soft limit: what is started from
 * here may raise its own again. macOS and Windows write none unless they were set up to.
 */
export function writeNoCore(): void {
  if (process.platform !== 'linux') return;
  const child = spawn('prlimit', ['--core=0:', `--pid=${process.pid}`], { stdio: 'ignore' });
  child.on('error', () => undefined).unref();
}

/** Node opens a debugger to every user of the machine at this signal, unless somebody listens to it. A packed app has it switched off by a fuse. */
export function hearNoDebugger(): void {
  if (process.platform !== 'win32') process.on('SIGUSR1', () => undefined);
}
