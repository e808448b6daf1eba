import { failed, succeeded, type Result } from '../../shared/result.ts';
import { unsettled } from '../domain/acts.ts';
import { fieldsOf, parseJson } from '../domain/json.ts';
import type { HttpOutcome } from '../domain/http-port.ts';
import type { ActContext, ActRefusal } from '../domain/provider.ts';
import { codeOf } from './judging.ts';

/** What came of a request to revoke, where the status tells. `taken` names those statuses that say yes. */
export function revocationAnswer(
  outcome: HttpOutcome,
  context: ActContext,
  taken: Readonly<Record<number, 'confirmed' | 'accepted'>>,
): Result<'confirmed' | 'accepted', ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined) return failed(quiet);
  if (outcome.kind === 'silent') return failed({ kind: 'lost', cause: outcome.cause });
  const { status, body } = outcome;
  const yes = taken[status];
  if (yes !== undefined) return succeeded(yes);
  if (status < 300) return failed({ kind: 'lost', cause: 'unexpected' });
  const why = status === 401 || status === 403 ? 'permission' : 'other';
  return failed({ kind: 'no', why, said: codeOf(fieldsOf(parseJson(body))?.['error']) ?? `status ${status}` });
}
