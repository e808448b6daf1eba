import { openSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import tty from 'node:tty';

/**
 * Asks whoever sits at the terminal, past the pipes by which another program speaks to this one. Undefined where there is no terminal, or no
 * answer before the signal.
 */
export async function askOnTty(question: string, signal: AbortSignal): Promise<string | undefined> {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const reader = createInterface({ input: terminal.input, output: terminal.output });
  try {
    return (await reader.question(question, { signal })).trim();
  } catch {
    return undefined;
  } finally {
    reader.close();
    terminal.input.destroy();
    terminal.output.destroy();
  }
}

function openTerminal(): { readonly input: tty.ReadStream; readonly output: tty.WriteStream } | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return {
      input: new tty.ReadStream(openSync('/dev/tty', 'r')),
      output: new tty.WriteStream(openSync('/dev/tty', 'w')),
    };
  } catch {
    return undefined;
  }
}
