import { createHiddenLine } from './hidden-line.ts';

// With this the terminal brackets what is pasted, so that a line break in it does not end the input and spill the rest into the shell.
const BRACKETS_ON = '\u001b[?2004h';
const BRACKETS_OFF = '\u001b[?2004l';
const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/**
 * Asks at the terminal without showing what is typed. Ctrl-C and every signal that can be heard put the terminal back as it was and then
 * end this process in the usual way.
 */
export function promptHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  const line = createHiddenLine();
  return new Promise((resolve) => {
    function restore(): void {
      stdin.off('data', onData).pause().setRawMode(false);
      stderr.write(`${BRACKETS_OFF}\n`);
      process.off('SIGCONT', hide);
      for (const signal of ENDING_SIGNALS) process.off(signal, end);
    }

    function end(signal: NodeJS.Signals): void {
      restore();
      process.kill(process.pid, signal);
    }

    function hide(): void {
      stdin.setRawMode(true);
      stderr.write(BRACKETS_ON);
    }

    function onData(chunk: string): void {
      const step = line.take(chunk);
      if (step === 'more') return;
      if (step === 'interrupted') return end('SIGINT');
      restore();
      resolve(line.text());
    }

    for (const signal of ENDING_SIGNALS) process.on(signal, end);
    // A shell that stopped this process and lets it go on has set the terminal its own way meanwhile.
    process.on('SIGCONT', hide);
    hide();
    stderr.write(question);
    stdin.setEncoding('utf8').on('data', onData).resume();
  });
}

/** Asks a question that is answered by yes or no; no is what Enter alone means. */
export async function confirm(question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await askLine(`${question} [y/N] `));
}

/** What is typed to it is seen. */
export async function askLine(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await reader.question(question)).trim();
  } finally {
    reader.close();
  }
}
