import type { PlainCopy } from './commands/discover.ts';

/** A week is what somebody can still do something in. */
const SOON_MS = 7 * 86_400_000;

export interface PlainSum {
  readonly tokens: number;
  readonly soon: number;
  readonly dead: number;
}

/** How many lie in plain text, and of those how many end within a week and how many are dead. */
export function sumOfPlain(copies: readonly PlainCopy[], now: number): PlainSum {
  const dead = copies.filter(isDead);
  const soon = copies.filter((copy) => !isDead(copy) && copy.expiresAt !== undefined && copy.expiresAt - now < SOON_MS);
  return { tokens: copies.length, soon: soon.length, dead: dead.length };
}

const isDead = ({ verdict }: PlainCopy): boolean =>
  verdict !== undefined && ['expired', 'revoked', 'invalid'].includes(verdict.kind);
