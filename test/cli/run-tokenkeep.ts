import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const TOKENKEEP = path.join(import.meta.dirname, '..', '..', 'out', 'tokenkeep');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface How {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: (child: ChildProcess) => void;
}

export type Tokenkeep = (args: readonly string[], how?: How) => Promise<Ran>;

/** The built command line as a process of its own, on one home. */
export function tokenkeepAt(home: string): Tokenkeep {
  return async (args, { stdin = '', env = {}, onStart } = {}) => {
    const child = spawn(TOKENKEEP, args, { env: { ...process.env, ...env, TOKENKEEP_HOME: home } });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (part) => (said.stdout += String(part)));
    child.stderr.on('data', (part) => (said.stderr += String(part)));
    child.stdin.on('error', () => undefined).end(stdin);
    onStart?.(child);
    await once(child, 'close');
    return { status: child.exitCode, ...said };
  };
}

/** A folder that goes away; the processes on it must have ended by then. */
export function freshHome(): string {
  return mkdtempSync(path.join(tmpdir(), 'tokenkeep-cli-'));
}

/** For one test alone. */
export function homeOfTest(): string {
  const home = freshHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

export interface Agent {
  readonly child: ChildProcess;
  /** What it wrote to stdout when it was ready. */
  readonly said: string;
  stop(): Promise<void>;
}

/** The vault with no window, in the foreground; answers when it listens. */
export async function startAgent(home: string, env: Readonly<Record<string, string>> = {}): Promise<Agent> {
  const child = spawn(TOKENKEEP, ['agent', '--foreground'], {
    env: { ...process.env, ...env, TOKENKEEP_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    child,
    said: String(said),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Obviously no token, and shaped like one of GitHub's. */
export const githubToken = (digit: number): string => `ghp_${String(digit).repeat(36)}`;
