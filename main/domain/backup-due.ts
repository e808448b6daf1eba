import type { Settings } from '../../shared/settings.ts';
import { days, hours, isAhead, later, type Duration, type Instant } from '../../shared/time.ts';
import type { BackupMemory } from './storage-ports.ts';

const LENGTHS: Readonly<Record<Exclude<Settings['backupEvery'], 'off'>, Duration>> = { day: days(1), week: days(7) };

/** What came to nothing is tried again after this. */
export const BACKUP_RETRY = hours(1);
/** So many are kept of those that were made by themselves. */
export const BACKUPS_KEPT = 7;

/** When the next backup is made by itself; undefined where none is. One that was made by a clock since set back does not put it off. */
export function backupDueAt(
  { backupEvery: every }: Pick<Settings, 'backupEvery'>,
  memory: BackupMemory | undefined,
  now: Instant,
): Instant | undefined {
  if (every === 'off') return undefined;
  const { lastAt, notBefore } = memory ?? {};
  const next = lastAt === undefined ? now : later(lastAt, LENGTHS[every]);
  const due = isAhead(next, now, LENGTHS[every]) ? next : now;
  const waits = isAhead(notBefore, now, BACKUP_RETRY) ? notBefore : undefined;
  return waits !== undefined && waits > due ? waits : due;
}

/** Each file's number is one more than the last's, whatever the clock says. */
export function nextBackupName(series: string, earlier: readonly string[], day: string): string {
  const numbers = earlier.map((path) => Number(NUMBER.exec(path)?.[1] ?? 0));
  const next = Math.max(0, ...numbers) + 1;
  return `${series}-${String(next).padStart(6, '0')}-${day}.age`;
}

const NUMBER = /-(\d{6})-\d{4}-\d{2}-\d{2}\.age$/;

export const seriesName = (id: string): string => `tokenkeep-${id.replaceAll(/[^0-9a-z]/g, '').slice(0, 8)}`;
