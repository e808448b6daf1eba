import { readFileSync } from 'node:fs';
import type { End } from '../../../shared/lifetime.ts';

/** USR1 too: left alone, it would open a debugger in this process. */
const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;
/** The terminal sends these to the whole foreground group, so the child has had its own. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGWINCH', 'SIGTSTP'];

/**
 * Hands on what this process is told by signals, each once. What stops it stops the child as well, and so does what lets it go on. Gives back
 * its end.
 */
export function passSignals(send: (signal: NodeJS.Signals) => void): End {
  const pass = (signal: NodeJS.Signals): void => {
    if (!FROM_TERMINAL.includes(signal) || !isInForeground()) send(signal);
  };
  const stop = (): void => {
    pass('SIGTSTP');
    process.kill(process.pid, 'SIGSTOP');
  };
  const goOn = (): void => {
    // A shell that brings a job to the foreground tells the whole group.
    if (!isInForeground()) send('SIGCONT');
  };
  const unless = process.platform === 'win32' ? (['SIGINT', 'SIGHUP'] as const) : PASSED_ON;
  for (const signal of unless) process.on(signal, pass);
  if (process.platform !== 'win32') process.on('SIGTSTP', stop).on('SIGCONT', goOn);
  return () => {
    for (const signal of unless) process.off(signal, pass);
    process.off('SIGTSTP', stop).off('SIGCONT', goOn);
  };
}

/** Whether this process is of the group that its terminal belongs to at this moment. */
function isInForeground(): boolean {
  if (process.platform !== 'linux') return process.stdin.isTTY === true || process.stderr.isTTY === true;
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return terminal !== '0' && group === foreground;
  } catch {
    return false;
  }
}
