import type { Snapshot } from '../../shared/snapshot.ts';
import { BackupByItself } from '../parts/backup-by-itself.tsx';
import { BackupMake } from '../parts/backup-make.tsx';
import { BackupRestore } from '../parts/backup-restore.tsx';
import { BackupProgress } from '../parts/backup-progress.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';

/** That all which is kept outlives this computer: backups by themselves, one now, and what comes back of one. */
export function Backup({ snapshot }: { readonly snapshot: Snapshot }) {
  const { frame } = useSpoken().text;
  const { backup, settings } = snapshot;
  const isBusy = backup.work !== undefined;
  return (
    <Page title={frame.screens.backup}>
      {backup.work !== undefined && <BackupProgress work={backup.work} />}
      <div className="tk-sections tk-find">
        <BackupByItself state={backup} settings={settings} isBusy={isBusy} />
        <BackupMake recipients={settings.backupTo} isBusy={isBusy} />
        <BackupRestore isBusy={isBusy} />
      </div>
    </Page>
  );
}
