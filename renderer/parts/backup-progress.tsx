import { Button, Loader } from '@mantine/core';
import type { BackupWork } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

export function BackupProgress({ work: { what, done, of } }: { readonly work: BackupWork }) {
  const { frame, backup } = useSpoken().text;
  const { ask } = useAsk('backupCancel');
  return (
    <div className="tk-progress">
      <Loader size={16} aria-hidden="true" />
      <span className="tk-quiet tk-figures" role="status">
        {backup.work[what](done, of)}
      </span>
      <Button size="xs" variant="default" onClick={() => void ask({})}>
        {frame.cancel}
      </Button>
    </div>
  );
}
