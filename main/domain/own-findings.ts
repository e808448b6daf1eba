import type { Finding } from '../../shared/diagnosis.ts';
import type { AuditFailure, FileFailure, KeyringFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';

/**
 * How the audit log does. `looked`: what came of a look at its end just now; without the keychain's key there is none, and without a place
 * to write there is no use either.
 */
export function auditFindings(
  looked: Result<void, FileFailure | KeyringFailure>,
  troubles: readonly AuditFailure[],
): readonly Finding[] {
  const topic = 'audit';
  const found = troubles.map((failure): Finding => ({ topic, state: 'bad', sight: { code: 'trouble', failure } }));
  if (looked.ok) return found.length > 0 ? found : [{ topic, state: 'good', sight: { code: 'audit-fine' } }];
  const { failure } = looked;
  const isShut = failure.code === 'file-unwritable';
  const sight = isShut
    ? ({ code: 'audit-unwritable', reason: failure.reason } as const)
    : ({ code: 'audit-unseen' } as const);
  return [...found, { topic, state: isShut ? 'bad' : 'poor', sight }];
}

const MOST_NAMES = 3;

/** Tokens that the list has and the keychain has not, as far as anybody looked. */
export function valueFindings(tokens: readonly Token[]): readonly Finding[] {
  const lacking = tokens.filter(({ warnings }) => warnings.some(({ code }) => code === 'value-missing'));
  if (lacking.length === 0) return [];
  const names = lacking.slice(0, MOST_NAMES).map(({ label }) => label);
  return [{ topic: 'values', state: 'bad', sight: { code: 'values-missing', names, count: lacking.length } }];
}
