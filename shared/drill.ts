export const DRILLS = ['outage', 'revoked', 'lost-laptop', 'keyring-lost', 'clock', 'disk-full'] as const;
export type DrillName = (typeof DRILLS)[number];

/** What is done in a drill, in order, and what has to hold after it. */
export type DrillAct =
  | 'kept'
  | 'issuer-gone'
  | 'lent-meanwhile'
  | 'issuer-back'
  | 'revoked-elsewhere'
  | 'refused-to-tools'
  | 'others-untouched'
  | 'replaced'
  | 'backed-up'
  | 'laptop-gone'
  | 'restored'
  | 'keyring-emptied'
  | 'lack-named'
  | 'nothing-forgotten'
  | 'clock-ahead'
  | 'clock-behind'
  | 'clock-right'
  | 'disk-filled'
  | 'old-file-whole'
  | 'no-use-unwritten'
  | 'space-again';

export interface DrillStep {
  readonly act: DrillAct;
  readonly tookMs: number;
  /** What has to hold did. */
  readonly held: boolean;
}

/** What would have been lost, had it not been a drill. */
export type DrillLoss =
  /** Values that nobody has any more. */
  | { readonly what: 'values'; readonly count: number }
  /** Names, owners, ends, schedules and grants. */
  | { readonly what: 'facts'; readonly count: number }
  /** Values that their issuer no longer takes. */
  | { readonly what: 'revoked'; readonly count: number }
  /** Entries of the audit log that can no longer be proven. */
  | { readonly what: 'audit'; readonly count: number };

export interface DrillReport {
  readonly drill: DrillName;
  /** On the throw-away vault. */
  readonly tokens: number;
  readonly steps: readonly DrillStep[];
  readonly lost: readonly DrillLoss[];
  readonly held: boolean;
  readonly tookMs: number;
}
