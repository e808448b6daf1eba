import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, vi } from 'vitest';

// Starting a program takes its time on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

export interface Child {
  readonly pid: number;
  /** All it has said so far, in whole lines. */
  said(): readonly string[];
  /** Resolves once it has said this many lines. */
  until(lines: number): Promise<void>;
  kill(): Promise<void>;
  ended(): Promise<void>;
}

export function startChild(...words: readonly string[]): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writing-child.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('the child did not start');
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const closed = once(child, 'close');
  const said = (): readonly string[] => text.split('\n').slice(0, -1);
  return {
    pid,
    said,
    async until(lines) {
      while (said().length < lines) await Promise.race([once(child.stdout, 'data'), closed]);
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    ended: async () => void (await closed),
  };
}
