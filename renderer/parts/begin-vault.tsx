import type { FormEvent } from 'react';
import { useSpoken } from '../speaking.ts';
import { useLockAsk, useTwice } from '../use-passphrase.ts';
import { FormFoot } from './form-foot.tsx';
import { FreshPassphrase } from './fresh-passphrase.tsx';

/** Where there is no keychain: the one other place for values, and only by a person's own choice. */
export function BeginVault() {
  const { lock } = useSpoken().text;
  const twice = useTwice();
  const { busy, failure, send } = useLockAsk('passphraseVault', lock.vaultBegun);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const fresh = twice.take();
    if (fresh !== undefined) void send({ fresh });
  };
  return (
    <section aria-labelledby="no-keychain" className="tk-first">
      <h2 id="no-keychain">{lock.vaultTitle}</h2>
      <p className="tk-quiet">{lock.vaultMeans}</p>
      <form className="tk-form" onSubmit={submit} autoComplete="off">
        <div className="tk-group">
          <FreshPassphrase twice={twice} keeps="passphrase" />
        </div>
        <FormFoot act={lock.vaultBegin} busy={busy} failure={failure} />
      </form>
    </section>
  );
}
