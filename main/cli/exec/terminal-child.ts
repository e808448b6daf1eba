import { createRequire } from 'node:module';
import type { IPty } from '@lydell/node-pty';
import type { Ended, Job } from './child.ts';
import { findProgram } from './program.ts';
import { createMasking } from './masking.ts';

type Pty = typeof import('@lydell/node-pty');

const IDLE_MS = 100;
const BY_SIGNAL = 128;
/** One character a byte. */
const BYTES = 'latin1';
const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/** Native code that is loaded only where it is needed; undefined where it is missing. */
export function loadPty(entry: string): Pty | undefined {
  try {
    return createRequire(entry)('@lydell/node-pty') as Pty;
  } catch {
    return undefined;
  }
}

/** As {@link runChild}, with a terminal of its own for the child, so that it behaves as at a terminal while its output is looked through. */
export async function runAtTerminal(pty: Pty, { command, args, env, masked }: Job): Promise<Ended> {
  const file = process.platform === 'win32' ? command : findProgram(command, env['PATH']);
  if (typeof file === 'number') return { kind: 'unstarted', status: file };
  const { columns, rows } = process.stdout;
  const child = pty.spawn(file, [...args], { cols: columns, rows, cwd: process.cwd(), env, encoding: BYTES });
  const endings = [passInput(child), passMasked(child, masked), passSize(child), passSignals(child)];
  const { exitCode, signal = 0 } = await new Promise<{ exitCode: number; signal?: number }>((resolve) => {
    child.onExit(resolve);
  });
  for (const end of endings) end();
  return { kind: 'ended', status: signal === 0 ? exitCode : BY_SIGNAL + signal };
}

/** Keys go to the child's terminal as they are, Ctrl-C among them: there it becomes the signal. */
function passInput(child: IPty): () => void {
  const { stdin } = process;
  const write = (keys: string): void => child.write(keys);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8').on('data', write).resume();
  return () => {
    stdin.off('data', write).pause();
    stdin.setRawMode(false);
  };
}

function passMasked(child: IPty, values: readonly string[]): () => void {
  const masking = createMasking(values);
  let timer: NodeJS.Timeout | undefined;
  child.onData((data) => {
    clearTimeout(timer);
    timer = setTimeout(() => process.stdout.write(masking.idle()), IDLE_MS);
    process.stdout.write(masking.push(Buffer.from(data, BYTES)));
  });
  return () => {
    clearTimeout(timer);
    process.stdout.write(masking.end());
  };
}

function passSize(child: IPty): () => void {
  const resize = (): void => child.resize(process.stdout.columns, process.stdout.rows);
  process.stdout.on('resize', resize);
  return () => void process.stdout.off('resize', resize);
}

function passSignals(child: IPty): () => void {
  const pass = (signal: NodeJS.Signals): void => child.kill(signal);
  if (process.platform !== 'win32') for (const signal of PASSED_ON) process.on(signal, pass);
  return () => {
    for (const signal of PASSED_ON) process.off(signal, pass);
  };
}
