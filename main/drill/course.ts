import type { DrillAct, DrillLoss, DrillStep } from '../../shared/drill.ts';
import { openLocalIssuer, type LocalIssuer } from './local-issuer.ts';
import { startVault, throwAwayMachine, type DrillVault, type Machine } from './throw-away-vault.ts';

/** One drill while it runs: what it has to work with, and what it notes. */
export interface Course {
  readonly issuer: LocalIssuer;
  readonly machine: Machine;
  readonly vault: DrillVault;
  /** A folder on another machine. */
  readonly elsewhere: string;
  /** A value by the name of its token, as its owner would have it elsewhere. */
  readonly values: ReadonlyMap<string, string>;
  /** Does something, and times how long it took until what has to hold did, or did not. */
  step(act: DrillAct, work: () => Promise<boolean>): Promise<boolean>;
  lose(loss: DrillLoss): void;
  /** The vault is ended and started again on the same machine, or on another. */
  restart(on?: Machine): Promise<DrillVault>;
}

export interface Ran {
  readonly steps: readonly DrillStep[];
  readonly lost: readonly DrillLoss[];
}

export const TOKENS = 5;

/** A throw-away vault with a few tokens of an issuer that runs here, and what is to be done with it. Leaves nothing behind. */
export async function runCourse(drill: (course: Course) => Promise<void>): Promise<Ran> {
  const [machine, other] = [throwAwayMachine(), throwAwayMachine()];
  const machines = [machine, other];
  const issuer = await openLocalIssuer();
  const steps: DrillStep[] = [];
  const lost: DrillLoss[] = [];
  let vault = await startVault(machine);

  async function step(act: DrillAct, work: () => Promise<boolean>): Promise<boolean> {
    const began = performance.now();
    const held = await work();
    steps.push({ act, held, tookMs: Math.round(performance.now() - began) });
    return held;
  }

  async function restart(on: Machine = machine): Promise<DrillVault> {
    if (!machines.includes(on)) machines.push(on);
    await vault.end();
    return (vault = await startVault(on));
  }

  try {
    const values = new Map<string, string>();
    await step('kept', () => keepTokens(vault, issuer, values));
    const elsewhere = other.home;
    await drill({ issuer, machine, vault, elsewhere, values, step, restart, lose: (loss) => void lost.push(loss) });
    return { steps, lost };
  } finally {
    await vault.end();
    await issuer.close();
    for (const each of machines) each.remove();
  }
}

async function keepTokens({ vault, states }: DrillVault, issuer: LocalIssuer, values: Map<string, string>) {
  for (let n = 1; n <= TOKENS; n += 1) {
    const [label, text] = [`drill-${n}`, issuer.issue()];
    const pasted = { kind: 'value', text, exact: false, confirmed: false } as const;
    const about = { provider: 'gitlab', host: issuer.base, owner: 'drill', policy: 'open' } as const;
    const added = await vault.handlers.add({ label, pasted, ...about });
    if (added.ok) values.set(label, text);
  }
  return values.size === TOKENS && isAll(states(), 'valid');
}

export const isAll = (states: readonly string[], state: string): boolean => states.length === 1 && states[0] === state;

/** What a tool gets that asks for a token; undefined where it is refused. */
export async function lent({ vault }: DrillVault, token: string): Promise<string | undefined> {
  const actor = { pid: process.pid, program: 'drill', folder: '/', interactive: false };
  const answer = await vault.agent(actor).get({ token, tool: 'drill' });
  return answer.ok ? answer.value.value : undefined;
}
