import { execFile } from 'node:child_process';
import { failed, succeeded, type Result } from '../../shared/result.ts';

const MOST_MS = 30_000;

/** Runs a program with the value on its standard input, without a shell. What it prints is not kept, for it may print the value. */
export function runWith(argv: readonly string[], value: string): Promise<Result<void, string>> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve) => {
    const options = {
      timeout: MOST_MS,
      killSignal: 'SIGKILL',
      maxBuffer: 10_000_000,
      windowsHide: true,
      shell: false,
    } as const;
    const child = execFile(program, rest, options, (error) => {
      if (error === null) resolve(succeeded(undefined));
      else resolve(failed(reasonOf(error)));
    });
    // A program that does not read is judged by how it ends.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(value);
  });
}

function reasonOf({ killed, code }: { readonly killed?: boolean; readonly code?: string | number | null }): string {
  if (killed === true) return 'it did not end within 30 s';
  return typeof code === 'number' ? `it ended with status ${code}` : (code ?? 'it was ended');
}
