import { useState } from 'react';
import type { RestorePreview, RestoreReport } from '../shared/commands/backup.ts';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { useAsk } from './use-ask.ts';

type Key = Ask<'restorePreview'>['key'];

/** One backup from the choice to the report. What it is opened with passes through and is not kept here. */
export function useRestore() {
  const [locking, previewing, restoring] = [useAsk('backupLock'), useAsk('restorePreview'), useAsk('restore')];
  const [file, setFile] = useState<string>();
  const [lock, setLock] = useState<'passphrase' | 'identity'>();
  const [preview, setPreview] = useState<RestorePreview>();
  const [report, setReport] = useState<RestoreReport>();
  const [failure, setFailure] = useState<Failure>();

  const choose = async (chosen: string): Promise<void> => {
    const found = await locking.ask({ file: chosen });
    setFile(chosen);
    setPreview(undefined);
    setReport(undefined);
    setLock(found.ok ? found.value.lock : undefined);
    setFailure(found.ok ? undefined : found.failure);
  };

  const look = async (key: Key): Promise<void> => {
    if (file === undefined) return;
    const shown = await previewing.ask({ file, key });
    setPreview(shown.ok ? shown.value : undefined);
    setFailure(shown.ok ? undefined : shown.failure);
  };

  const restore = async (how: Pick<Ask<'restore'>, 'replace' | 'leave' | 'settings'>): Promise<void> => {
    if (file === undefined || preview === undefined) return;
    const done = await restoring.ask({ file, key: { kind: 'shown' }, mark: preview.mark, ...how });
    setReport(done.ok ? done.value : undefined);
    setFailure(done.ok ? undefined : done.failure);
    setPreview(undefined);
  };

  const busy = locking.busy || previewing.busy || restoring.busy;
  return { file, lock, preview, report, failure, busy, choose, look, restore };
}

export type Restore = ReturnType<typeof useRestore>;
