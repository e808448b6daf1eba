import { Button } from '@mantine/core';
import { IconFile, IconKey } from '@tabler/icons-react';
import { useRef, type FormEvent } from 'react';
import { useSpoken } from '../speaking.ts';
import { useChosen } from '../use-chosen.ts';
import { useRestore, type Restore } from '../use-restore.ts';
import { FailureNote } from './failure-note.tsx';
import { RestoreResult } from './restore-result.tsx';
import { RestoreRows } from './restore-rows.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

/** What a backup has, beside what is here; and what of it is put back. */
export function BackupRestore({ isBusy }: { readonly isBusy: boolean }) {
  const { restore: text } = useSpoken().text.backup;
  const choose = useChosen('file');
  const restoring = useRestore();
  const { file, preview, report, failure } = restoring;
  const open = async (): Promise<void> => {
    const chosen = await choose();
    if (chosen !== undefined) await restoring.choose(chosen);
  };
  return (
    <>
      <p className="tk-quiet">{text.means}</p>
      <div className="tk-chosen">
        <Button variant="default" leftSection={<IconFile size={16} />} disabled={isBusy} onClick={() => void open()}>
          {file === undefined ? text.choose : text.another}
        </Button>
        {file !== undefined && <span>{file}</span>}
      </div>
      <Opening restoring={restoring} />
      {failure !== undefined && <FailureNote failure={failure} />}
      {preview !== undefined && <RestoreRows key={preview.mark} restoring={restoring} preview={preview} />}
      {report !== undefined && <RestoreResult report={report} />}
    </>
  );
}

/** Asks for what it is opened with, until it is open. */
function Opening({ restoring }: { readonly restoring: Restore }) {
  const { lock, preview, report } = restoring;
  if (lock === undefined || preview !== undefined || report !== undefined) return null;
  return lock === 'passphrase' ? <Passphrase restoring={restoring} /> : <KeyFile restoring={restoring} />;
}

function Passphrase({ restoring }: { readonly restoring: Restore }) {
  const { restore: text } = useSpoken().text.backup;
  const field = useRef<SecretField>(null);
  const look = (event: FormEvent): void => {
    event.preventDefault();
    void restoring.look({ kind: 'passphrase', passphrase: takeSecret(field.current) });
  };
  return (
    <form className="tk-form" onSubmit={look}>
      <SecretInput ref={field} label={text.passphrase} required />
      <div className="tk-actions">
        <Button type="submit" loading={restoring.busy}>
          {text.look}
        </Button>
      </div>
    </form>
  );
}

function KeyFile({ restoring }: { readonly restoring: Restore }) {
  const { restore: text } = useSpoken().text.backup;
  const choose = useChosen('file');
  const look = async (): Promise<void> => {
    const file = await choose();
    if (file !== undefined) await restoring.look({ kind: 'identity', file });
  };
  return (
    <>
      <p className="tk-quiet">{text.keyMeans}</p>
      <div className="tk-actions">
        <Button leftSection={<IconKey size={16} />} loading={restoring.busy} onClick={() => void look()}>
          {text.key}
        </Button>
      </div>
    </>
  );
}
