import { LEAST_PASSPHRASE, type LockView } from '../../shared/lock.ts';
import { useSpoken } from '../speaking.ts';
import type { useTwice } from '../use-passphrase.ts';
import { SecretInput } from './secret-input.tsx';

interface FreshPassphraseProps {
  readonly twice: ReturnType<typeof useTwice>;
  /** Where values will lie. */
  readonly keeps: LockView['keeps'];
}

export function FreshPassphrase({ twice: { first, second, differs }, keeps }: FreshPassphraseProps) {
  const { lock } = useSpoken().text;
  return (
    <>
      <SecretInput ref={first} label={lock.fresh} description={lock.least(LEAST_PASSPHRASE[keeps])} required />
      <SecretInput ref={second} label={lock.again} required />
      {differs && (
        <p className="tk-soon-words" role="alert">
          {lock.differs}
        </p>
      )}
    </>
  );
}
