import { Button } from '@mantine/core';
import { IconFingerprint, IconLock } from '@tabler/icons-react';
import { useRef, type FormEvent } from 'react';
import type { LockView } from '../../shared/lock.ts';
import type { WindowText } from '../../shared/words/window.ts';
import { useSpoken } from '../speaking.ts';
import { useLockAsk } from '../use-passphrase.ts';
import { FailureNote } from './failure-note.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

interface UnlockProps {
  readonly lock: LockView;
  readonly goesOn: keyof WindowText['lock']['goesOn'];
}

/** Stands over every screen while the vault is locked: what that means, and the way in. */
export function Unlock({ lock: { opensBy }, goesOn }: UnlockProps) {
  const { lock } = useSpoken().text;
  const { busy, failure, send } = useLockAsk('unlock', lock.unlocked);
  const field = useRef<SecretField>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const passphrase = takeSecret(field.current);
    void send(passphrase === '' ? {} : { passphrase });
  };
  return (
    <section className="tk-note tk-unlock" aria-labelledby="locked">
      <h2 id="locked">
        <IconLock size={16} aria-hidden="true" /> {lock.locked}
      </h2>
      <p>
        {lock.shown} <span className="tk-quiet">{lock.goesOn[goesOn]}</span>
      </p>
      <form className="tk-setting" onSubmit={submit} autoComplete="off">
        {opensBy.includes('passphrase') && <SecretInput ref={field} label={lock.passphrase} />}
        <Button type="submit" loading={busy}>
          {lock.unlock}
        </Button>
        {opensBy.includes('touch-id') && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={16} />}
            disabled={busy}
            onClick={() => void send({})}
          >
            {lock.touchId}
          </Button>
        )}
      </form>
      {failure !== undefined && <FailureNote failure={failure} />}
    </section>
  );
}
