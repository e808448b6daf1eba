import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { BackupByItself } from '../parts/backup-by-itself.tsx';
import { BackupMake } from '../parts/backup-make.tsx';
import { BackupProgress } from '../parts/backup-progress.tsx';
import { BackupRestore } from '../parts/backup-restore.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';

const WAYS = ['byItself', 'make', 'restore'] as const;

/** That all which is kept outlives this computer: backups by themselves, one now, and what comes back of one. */
export function Backup({ snapshot: { backup, settings } }: { readonly snapshot: Snapshot }) {
  const { frame, backup: text } = useSpoken().text;
  const [way, setWay] = useState<(typeof WAYS)[number]>('byItself');
  const isBusy = backup.work !== undefined;
  return (
    <Page title={frame.screens.backup}>
      <div className="tk-ways">
        <SegmentedControl
          aria-label={frame.screens.backup}
          data={WAYS.map((value) => ({ value, label: text[value].title }))}
          value={way}
          onChange={setWay}
        />
      </div>
      <div className="tk-find">
        {backup.work !== undefined && <BackupProgress work={backup.work} />}
        {way === 'byItself' && <BackupByItself state={backup} settings={settings} isBusy={isBusy} />}
        {way === 'make' && <BackupMake recipients={settings.backupTo} isBusy={isBusy} />}
        {way === 'restore' && <BackupRestore isBusy={isBusy} />}
      </div>
    </Page>
  );
}
