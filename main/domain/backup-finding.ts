import type { Finding } from '../../shared/diagnosis.ts';
import type { Settings } from '../../shared/settings.ts';
import type { BackupState } from '../../shared/snapshot.ts';
import { isoOf } from '../../shared/time.ts';

/** How backups stand, for the doctor. */
export function backupFinding(
  state: Pick<BackupState, 'lastAt' | 'trouble'>,
  { backupEvery: every }: Pick<Settings, 'backupEvery'>,
): Finding {
  const { trouble } = state;
  const lastAt = state.lastAt === undefined ? undefined : isoOf(state.lastAt);
  if (every === 'off') return { topic: 'backup', state: 'poor', sight: { code: 'backup-off' } };
  if (trouble === undefined) return { topic: 'backup', state: 'good', sight: { code: 'backup-made', every, lastAt } };
  const isMade = trouble === 'lacking';
  return { topic: 'backup', state: isMade ? 'poor' : 'bad', sight: { code: 'backup-trouble', trouble, lastAt } };
}
