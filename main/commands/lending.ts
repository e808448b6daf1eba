import type { LendingAnswers } from '../../shared/commands/lending.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeeded } from '../../shared/result.ts';
import type { Consenting } from '../services/consenting.ts';
import type { Leases } from '../services/leases.ts';
import type { Permitting } from '../services/permitting.ts';

interface Needs {
  readonly permitting: Permitting;
  readonly consenting: Consenting;
  readonly leases: Leases;
}

export const lendingHandlers =
  ({ permitting, consenting, leases }: Needs) =>
  (actor: string): Pick<Handlers, keyof LendingAnswers> => ({
    grants: async () => succeeded(permitting.grants()),
    endGrant: ({ id }) => permitting.endGrant(id, actor),
    leases: async () => succeeded(leases.list()),
    endLease: ({ id }) => leases.end(id, actor),
    consent: async ({ id, answer }) => succeeded({ answered: consenting.answer(id, answer) }),
  });
