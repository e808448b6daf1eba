import type { BackupAnswers } from '../../shared/commands/backup.ts';
import type { Asked, Handlers } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { BackupBox, BackupLock } from '../domain/backup-ports.ts';
import { Secret } from '../domain/secret.ts';
import type { Backups } from '../services/backups.ts';

interface Needs {
  readonly saving: Backups;
  readonly backups: BackupBox;
}

export const backupHandlers =
  ({ saving, backups }: Needs) =>
  (actor: string): Pick<Handlers, keyof BackupAnswers> => {
    async function lockOf(lock: Asked<'backup'>['lock']): Promise<Result<BackupLock, Failure>> {
      if (lock.kind === 'usual') return saving.schedule.usualLock();
      return succeeded(
        lock.kind === 'recipients' ? lock : { kind: 'passphrase', passphrase: new Secret(lock.passphrase) },
      );
    }

    return {
      async backup({ file, lock: named, over }) {
        const lock = await lockOf(named);
        return lock.ok ? saving.make({ file, lock: lock.value, over }, actor) : lock;
      },
      backupNow: () => saving.schedule.now(actor),
      backupCancel: async () => succeeded({ cancelled: saving.cancel() }),
      async backupKey({ file }) {
        const made = await backups.makeKey(file);
        return made.ok ? succeeded({ file, recipient: made.value }) : made;
      },
      async backupPassphrase({ passphrase }) {
        const kept = await saving.schedule.keepPassphrase(passphrase, actor);
        return kept.ok ? succeeded({ kept: passphrase !== null }) : kept;
      },
      async backupLock({ file }) {
        const lock = await backups.lockOf(file);
        return lock.ok ? succeeded({ lock: lock.value }) : lock;
      },
      restorePreview: saving.preview,
      restore: (input) => saving.restore(input, actor),
      claim: (input) => saving.claim(input, actor),
    };
  };
