import { Button } from '@mantine/core';
import { useRef, type FormEvent } from 'react';
import type { LockView } from '../../shared/lock.ts';
import { useSpoken } from '../speaking.ts';
import { useLockAsk, useTwice } from '../use-passphrase.ts';
import { FormFoot } from './form-foot.tsx';
import { FreshPassphrase } from './fresh-passphrase.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

/** The passphrase that opens the lock: set, changed, or taken away. Not while it is locked. */
export function PassphrasePanel({ lock }: { readonly lock: LockView }) {
  if (lock.locked) return null;
  return <PassphraseForm key={String(lock.opensBy)} lock={lock} />;
}

function PassphraseForm({ lock: { keeps, opensBy } }: { readonly lock: LockView }) {
  const { lock } = useSpoken().text;
  const isSet = opensBy.includes('passphrase');
  const old = useRef<SecretField>(null);
  const twice = useTwice();
  const setting = useLockAsk('passphraseSet', isSet ? lock.wasChanged : lock.wasSet);
  const removing = useLockAsk('passphraseRemove', lock.wasRemoved);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const fresh = twice.take();
    if (fresh !== undefined) void setting.send({ fresh, ...(isSet && { old: takeSecret(old.current) }) });
  };
  return (
    <form className="tk-form" onSubmit={submit} autoComplete="off">
      <fieldset className="tk-group">
        <legend>{isSet ? lock.changeTitle : lock.setTitle}</legend>
        <p className="tk-quiet tk-small">{keeps === 'keychain' ? lock.setMeans : lock.sealMeans}</p>
        {isSet && <SecretInput ref={old} label={lock.old} required />}
        <FreshPassphrase twice={twice} keeps={keeps} />
      </fieldset>
      <FormFoot
        act={isSet ? lock.change : lock.set}
        busy={setting.busy}
        failure={setting.failure ?? removing.failure}
      />
      {isSet && keeps === 'keychain' && (
        <div className="tk-actions">
          <Button
            variant="default"
            loading={removing.busy}
            title={lock.removeMeans}
            onClick={() => void removing.send({ old: takeSecret(old.current) })}
          >
            {lock.remove}
          </Button>
        </div>
      )}
    </form>
  );
}
