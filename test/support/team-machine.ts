import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { AgentAnswers, AgentCommand, AgentAsk } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { eventually } from './eventually.ts';

export interface MachineAsk {
  readonly n: number;
  readonly command: AgentCommand;
  readonly input: unknown;
}

type Told = { readonly ready: true } | { readonly n: number; readonly result: Result<unknown, Failure> };
/** Nobody is there to ask, or whoever was asked was killed. */
const KILLED = failed({ code: 'agent-unreachable' as const, reason: 'killed' });

/** A vault of one member in a process of its own. */
export interface Machine {
  readonly home: string;
  ask<C extends AgentCommand>(command: C, input: AgentAsk<C>): Promise<Result<AgentAnswers[C], Failure>>;
  isUp(): boolean;
  start(): Promise<void>;
  kill(): Promise<void>;
}

export function openMachine(home: string): Machine {
  const waiting = new Map<number, (result: Result<unknown, Failure>) => void>();
  let child: ChildProcess | undefined;
  let isUp = false;
  let asked = 0;

  function hear(from: ChildProcess, told: Told): void {
    if (from !== child) return;
    if ('ready' in told) {
      isUp = true;
      return;
    }
    waiting.get(told.n)?.(told.result);
    waiting.delete(told.n);
  }

  return {
    home,
    isUp: () => isUp,
    ask<C extends AgentCommand>(command: C, input: AgentAsk<C>) {
      const to = child;
      if (!isUp || to === undefined) return Promise.resolve(KILLED);
      const n = (asked += 1);
      return new Promise<Result<AgentAnswers[C], Failure>>((resolve) => {
        waiting.set(n, (result) => resolve(result as Result<AgentAnswers[C], Failure>));
        to.send({ n, command, input } satisfies MachineAsk, () => undefined);
      });
    },
    async start() {
      const started = fork(join(import.meta.dirname, 'team-client-child.ts'), [home], { stdio: 'inherit' });
      child = started;
      started.on('message', (told: Told) => hear(started, told));
      await eventually(() => isUp || started.exitCode !== null, 120_000);
      if (!isUp) throw new Error(`${home} did not come up`);
    },
    async kill() {
      const dying = child;
      isUp = false;
      child = undefined;
      if (dying !== undefined && dying.exitCode === null) {
        const gone = new Promise((resolve) => dying.once('exit', resolve));
        dying.kill('SIGKILL');
        await gone;
      }
      for (const [, resolve] of waiting) resolve(KILLED);
      waiting.clear();
    },
  };
}
