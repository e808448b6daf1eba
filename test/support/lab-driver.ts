import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import type { AgentAnswers, AgentAsk, AgentCommand, Reply } from '../../shared/agent.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { PROTOCOL } from '../../shared/socket.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LAB = join(import.meta.dirname, 'lab.ts');
const TOKENKEEP = join(ROOT, 'out', 'tokenkeep');

export interface Report {
  readonly wall: string;
  readonly notices: readonly {
    readonly at: string;
    readonly token: string | null;
    readonly kind: string;
    readonly text: string;
  }[];
  readonly clipboard: {
    readonly true: string;
    readonly seenByApp: string;
    readonly formats: readonly string[];
    readonly history: readonly string[];
  };
  readonly lagMs: number;
  readonly keyringEntries: number;
  readonly keyringReads: number;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A lab in a process of its own, spoken to over its pipes, its socket and the command line. */
export interface Lab {
  readonly home: string;
  readonly pid: number;
  /** Milliseconds from its start until it said that it was ready. */
  readonly readyMs: number;
  readonly socket: string;
  /** One command line in, its answer out. */
  send(command: object | string): Promise<unknown>;
  report(): Promise<Report>;
  snapshot(): Promise<Snapshot>;
  ask<C extends AgentCommand>(command: C, input: AgentAsk<C>): Promise<Reply<C>>;
  /** The same, where only success will do. */
  get<C extends AgentCommand>(command: C, input: AgentAsk<C>): Promise<AgentAnswers[C]>;
  /** What it wrote to stderr so far. */
  complaints(): string;
  /** Ends it at once, with no time to tidy up. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

export interface LabOptions {
  readonly home?: string;
  readonly start?: string;
  readonly keyring?: string;
  readonly notifier?: string;
  readonly clipboard?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** 2027-01-01T00:00:00Z, where the scenarios begin. */
const START = '2027-01-01T00:00:00Z';

/** A folder that goes with the test. */
export function freshHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'tokenkeep-lab-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

export async function startLab({ home = freshHome(), env, start = START, ...modes }: LabOptions = {}): Promise<Lab> {
  const options = Object.entries({ home, start, ...modes }).flatMap(([name, value]) => [`--${name}`, value]);
  const begun = performance.now();
  const child = spawn(process.execPath, [LAB, ...options], { env: { ...process.env, ...env } });
  onTestFinished(() => end(child));
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const next = answersOf(child, () => complaints);
  const first: unknown = await next();
  expect(first).toMatchObject({ ready: true });
  const readyMs = performance.now() - begun;
  const { socket } = first as { readonly socket: string };

  async function send(command: object | string): Promise<unknown> {
    child.stdin.write(`${typeof command === 'string' ? command : JSON.stringify(command)}\n`);
    return next();
  }

  const ask: Lab['ask'] = (command, input) => askOver(socket, command, input);

  return {
    home,
    pid: child.pid ?? 0,
    readyMs,
    socket,
    send,
    report: async () => (await send({ report: true })) as Report,
    snapshot: async () => (await send({ snapshot: true })) as Snapshot,
    ask,
    async get(command, input) {
      const reply = await ask(command, input);
      if (!reply.ok) throw new Error(`${command} was answered ${JSON.stringify(reply.failure)}`);
      return reply.value;
    },
    complaints: () => complaints,
    async kill() {
      child.kill('SIGKILL');
      await gone(child);
    },
    end: () => end(child),
  };
}

/** The built command line on a home, as a child process. */
export async function tk(
  home: string,
  args: readonly string[],
  stdin: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): Promise<Ran> {
  const child = spawn(process.execPath, [TOKENKEEP, '--home', home, ...args], { env: { ...process.env, ...env }, cwd });
  child.stdin.on('error', () => undefined).end(stdin);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), gone(child)]);
  return { status: child.exitCode, stdout, stderr };
}

function answersOf(child: ChildProcessWithoutNullStreams, complaints: () => string): () => Promise<unknown> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`the lab ended: ${complaints()}`);
    return JSON.parse(value);
  };
}

async function gone(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  child.stdin.end();
  await gone(child);
}

/** As the command line asks, without its start-up time: hundreds of questions are a matter of seconds. */
async function askOver<C extends AgentCommand>(path: string, command: C, input: AgentAsk<C>): Promise<Reply<C>> {
  const socket = net.connect(path);
  const actor = { pid: process.pid, program: 'vitest', folder: ROOT, interactive: false };
  socket.write(`${JSON.stringify({ v: PROTOCOL, command, input, actor })}\n`);
  return JSON.parse(await text(socket)) as Reply<C>;
}
