/** What one bench found, medians throughout. */
export interface Measured {
  /** Ours against the peer or the limit; below 1 is better than it. */
  readonly ratio: number;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against, in the same run. */
  readonly against: string;
  readonly runs: number;
  readonly detail: Readonly<Record<string, number | string>>;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Runs inside build/desktop-session. */
  readonly needsDesktop: boolean;
  run(say: (line: string) => void): Promise<Measured>;
}
