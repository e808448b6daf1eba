import type { TrustAnswers } from '../../shared/commands/trust.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { Auditing } from '../services/auditing.ts';

interface Needs {
  readonly auditing: Auditing;
}

export const trustHandlers =
  ({ auditing }: Needs) =>
  (actor: string): Pick<Handlers, keyof TrustAnswers> => ({
    audit: auditing.list,
    auditVerify: auditing.verify,
    auditExport: (input) => auditing.export(input, actor),
  });
