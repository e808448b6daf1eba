import type { AgentAsk } from '../../shared/agent.ts';
import { isoOf } from '../../shared/time.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Lab } from './lab-driver.ts';
import { at, T0 } from './tokens.ts';

/** The moment so long after T0, as a person writes it. */
export const iso = (ms: number): string => isoOf(at(ms));
export const sinceStart = (text: string): number => Date.parse(text) - T0;

/** A value that nobody can take for a real one; each number gives another. */
export const fakeValue = (n: number): string => 'ghp_' + String(n).padStart(36, '0');

type Facts = Omit<AgentAsk<'add'>, 'label' | 'pasted'>;

/** Keeps a token in the lab, by the same door as the command line. */
export async function keep(lab: Lab, label: string, facts: Facts, value: string): Promise<TokenView> {
  const pasted = { kind: 'value', text: value } as const;
  return (await lab.get('add', { label, pasted, ...facts })).view;
}

/** One that no issuer is asked about: its user says when it ends. */
export async function keepDated(lab: Lab, label: string, expires: string, n = 1): Promise<TokenView> {
  return keep(lab, label, { provider: 'other', expires }, fakeValue(n));
}
