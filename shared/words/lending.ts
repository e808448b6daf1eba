import type { Consented, Lease } from '../lease.ts';

/** How one language asks whether a tool may borrow a token, and speaks of what is lent. */
export interface LendingPhrases {
  /** "deploy asks for github-ci". */
  readonly asks: (tool: string, label: string) => string;
  /** What it would get; `scopes` are those of a narrower token, with for whom it is. */
  readonly narrow: (scopes: string, length: string | undefined) => string;
  readonly all: (length: string | undefined) => string;
  /** The issuer can make no narrower one: a yes gives all of it. */
  readonly whole: (scopes: string) => string;
  readonly from: (program: string, pid: number, folder: string, parent: string | undefined) => string;
  /** What can be known of a program and what cannot. */
  readonly ownWord: string;
  readonly answers: Readonly<Record<Consented, string>>;
  readonly how: Readonly<Record<Lease['how'], string>>;
  readonly ending: string;
  /** In the tray: so many tools wait. */
  readonly waiting: (n: number) => string;
}
