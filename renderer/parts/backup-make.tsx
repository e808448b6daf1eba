import { Button, Checkbox } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import type { Ask } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { isoOf } from '../../shared/time.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useChosen } from '../use-chosen.ts';
import { useNow } from '../use-now.tsx';
import { FailureNote } from './failure-note.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

interface MakeProps {
  /** Keys that backups are sealed for, as the settings say. */
  readonly recipients: readonly string[];
  readonly isBusy: boolean;
}

/** One backup, now, to where the person says. */
export function BackupMake({ recipients, isBusy }: MakeProps) {
  const { make: text } = useSpoken().text.backup;
  const report = useReport();
  const choose = useChosen('new-file', `tokenkeep-${isoOf(useNow()).slice(0, 10)}.age`);
  const { busy, ask } = useAsk('backup');
  const [first, second] = [useRef<SecretField>(null), useRef<SecretField>(null)];
  const [byKey, setByKey] = useState(recipients.length > 0);
  const [differ, setDiffer] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [without, setWithout] = useState<readonly string[]>([]);

  const save = async (lock: Ask<'backup'>['lock']): Promise<void> => {
    const file = await choose();
    if (file === undefined) return;
    const made = await ask({ file, lock, over: true });
    setFailure(made.ok ? undefined : made.failure);
    setWithout(made.ok ? made.value.without : []);
    if (made.ok) report(wentWell(text.done(made.value.tokens, file)));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (byKey) return void save({ kind: 'recipients', recipients: [...recipients] });
    const [passphrase, again] = [takeSecret(first.current), takeSecret(second.current)];
    setDiffer(passphrase !== again);
    if (passphrase === again) void save({ kind: 'passphrase', passphrase });
  };
  return (
    <>
      <p className="tk-quiet">{text.means}</p>
      <form className="tk-form" onSubmit={submit}>
        {recipients.length > 0 && (
          <Checkbox label={text.forKey} checked={byKey} onChange={(event) => setByKey(event.currentTarget.checked)} />
        )}
        {!byKey && (
          <>
            <SecretInput ref={first} label={text.passphrase} required />
            <SecretInput ref={second} label={text.again} required />
          </>
        )}
        {differ && (
          <p className="tk-soon-words" role="alert">
            {text.differ}
          </p>
        )}
        <div className="tk-actions">
          <Button type="submit" leftSection={<IconDownload size={16} />} loading={busy} disabled={isBusy && !busy}>
            {text.act}
          </Button>
        </div>
      </form>
      {failure !== undefined && <FailureNote failure={failure} />}
      {without.length > 0 && <p className="tk-soon-words">{text.without(without.join(', '))}</p>}
    </>
  );
}
