import type { AuditFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

export const enTrustFailures: FailureTable<AuditFailure> = {
  'audit-gap': ({ last }) => ({
    happened: `The audit log was cut or replaced: entry ${last} had been written and is gone from its end.`,
    todo: 'See what is missing with tokenkeep audit verify.',
  }),
  'audit-anchor-missing': () => ({
    happened: 'The keychain has lost where the audit log ends, so that entries cut off its end would not show.',
    todo: 'It is noted in the log and anchored anew. Look whether the keychain was reset.',
  }),
  'audit-key-missing': () => ({
    happened: 'The keychain has lost the key of the audit log. The earlier log was moved aside and cannot be proven.',
    todo: 'Look whether the keychain was reset, or restore a backup.',
  }),
};
