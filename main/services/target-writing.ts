import { failed, type Result } from '../../shared/result.ts';
import { targetWords } from '../../shared/target.ts';
import type { Target } from '../../shared/token.ts';
import type { TargetFailure, Targets } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';

/** The value, or the field of it that belongs there. */
export async function writeTarget(
  targets: Targets,
  target: Target,
  { access, fields }: Credential,
): Promise<Result<void, TargetFailure>> {
  const part = target.field === undefined ? access : fields[target.field];
  return part === undefined
    ? failed({ code: 'target-failed', target: targetWords(target), reason: 'the token has no such field' })
    : targets.write(target, part);
}
