import type { Finding } from '../../shared/diagnosis.ts';
import type { BackupState } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import type { Renewal, Token } from '../../shared/token.ts';
import { backupFinding } from '../domain/backup-finding.ts';
import type { Ports } from '../domain/ports.ts';
import { createBackingUp, type BackingUp } from './backing-up.ts';
import { createBackupSchedule, type BackupSchedule } from './backup-schedule.ts';
import { createBackupTurn } from './backup-turn.ts';
import { createClaiming, type Claiming } from './claiming.ts';
import type { Notifying } from './notifying.ts';
import { createRestoring, type Restoring } from './restoring.ts';

/** Backups, restores, and what follows from them. */
export interface Backups extends BackingUp, Restoring, Claiming {
  readonly schedule: BackupSchedule;
  cancel(): boolean;
  dueAt(now: Instant): Instant | undefined;
  tend(): Promise<void>;
  state(): BackupState;
  finding(): Finding;
}

type Needs = Ports & {
  readonly notifying: Notifying;
  renews(token: Token): Renewal;
  changed(): void;
};

export function createBackups(needs: Needs): Backups {
  const turn = createBackupTurn(needs.changed);
  const backingUp = createBackingUp({ ...needs, turn });
  const schedule = createBackupSchedule({ ...needs, backingUp });
  const state = (): BackupState => ({ ...schedule.state(), work: turn.underWay() });
  return {
    ...backingUp,
    ...createRestoring({ ...needs, turn }),
    ...createClaiming(needs),
    schedule,
    cancel: turn.cancel,
    dueAt: schedule.dueAt,
    tend: schedule.tend,
    state,
    finding: () => backupFinding(state(), needs.settings.get()),
  };
}
