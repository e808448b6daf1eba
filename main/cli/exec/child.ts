import { once } from 'node:events';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import spawn from 'cross-spawn';
import { exitOfChild, exitOfSpawnError } from './exit-of-child.ts';
import { createMasking } from './masking.ts';
import { passSignals } from './signals.ts';

/** What is run, and what it is given. Values are in its environment alone. */
export interface Job {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** To be taken out of what it prints; none: what it prints is its own affair. */
  readonly masked: readonly string[];
}

export type Ended =
  | { readonly kind: 'ended'; readonly status: number }
  | { readonly kind: 'unstarted'; readonly status: number };

const IDLE_MS = 100;

/**
 * Runs it by the system's own call, with no shell between, in the place of this process as far as can be: the same terminal, input, group and
 * signals. On Windows a `.cmd` needs its interpreter, which is given the arguments in a form that it does not change.
 */
export async function runChild({ command, args, env, masked }: Job): Promise<Ended> {
  const out = masked.length === 0 ? 'inherit' : 'pipe';
  const child = spawn(command, [...args], { env, stdio: ['inherit', out, out], windowsHide: false });
  const end = passSignals((signal) => void child.kill(signal));
  const shown = [mask(child.stdout, process.stdout, masked), mask(child.stderr, process.stderr, masked)];
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    await Promise.all(shown);
    return { kind: 'ended', status: exitOfChild(code, signal) };
  } catch (error) {
    return { kind: 'unstarted', status: exitOfSpawnError(error as NodeJS.ErrnoException) };
  } finally {
    void end();
  }
}

async function mask(
  from: NodeJS.ReadableStream | null,
  to: NodeJS.WritableStream,
  values: readonly string[],
): Promise<void> {
  if (from === null) return;
  // A reader that has gone wants no more; the child learns it as it would without us.
  await pipeline(from, maskingStream(values), to, { end: false }).catch(() => undefined);
}

function maskingStream(values: readonly string[]): Transform {
  const masking = createMasking(values);
  let timer: NodeJS.Timeout | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const shown = masking.idle();
        if (shown.length > 0) this.push(shown);
      }, IDLE_MS);
      done(null, masking.push(chunk));
    },
    flush(done) {
      clearTimeout(timer);
      done(null, masking.end());
    },
  });
}
