import { z } from 'zod';
import type { GrantView, Lease } from '../lease.ts';

const id = z.string().min(1).max(100);

/** What is lent, and what may be. */
export const lendingCommands = {
  grants: z.strictObject({}),
  endGrant: z.strictObject({ id }),
  leases: z.strictObject({}),
  endLease: z.strictObject({ id }),
  /** Answers a question of a tool. Only the window may: a program could else answer its own. */
  consent: z.strictObject({ id, answer: z.enum(['once', 'hour', 'always', 'no', 'never']) }),
} as const;

export interface LendingAnswers {
  grants: readonly GrantView[];
  endGrant: GrantView;
  leases: readonly Lease[];
  /** As it was, or with its child still to be ended. */
  endLease: Lease;
  consent: { readonly answered: boolean };
}
