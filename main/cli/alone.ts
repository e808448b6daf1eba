import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Context } from './context.ts';

/**
 * With nobody to ask, a process of its own opens the vault, answers the one line and ends. Not this process: a keychain that hangs keeps a
 * process from ending with a status of its choice. Undefined where none came up.
 */
export async function answerAlone({ home, entry }: Context, line: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [entry, '--home', home, 'agent', '--once'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  });
  let text = '';
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${line}\n`);
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const closed = Promise.race([once(child.stdout, 'close'), once(child, 'error')]);
  await closed;
  const end = text.indexOf('\n');
  return end === -1 ? undefined : text.slice(0, end);
}
