import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { home, useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { FailureNote } from './failure-note.tsx';

interface ForgetTokenProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Says first what is lost and what is not: forgotten here, it still works at the issuer. */
export function ForgetToken({ view, provider, open, onClose }: ForgetTokenProps) {
  const { id, label, consumers } = view.token;
  const go = useGo();
  const report = useReport();
  const { busy, ask } = useAsk('forget');
  const [failure, setFailure] = useState<Failure>();
  const forget = async (): Promise<void> => {
    const forgotten = await ask({ token: id });
    if (!forgotten.ok) return setFailure(forgotten.failure);
    go(home);
    report(wentWell(`${label} is forgotten here.`, `It still works at ${provider} until it is revoked there.`));
  };
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={`Forget ${label}?`}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p>
        Its value is deleted from the keychain of this machine and cannot be brought back. It still works at {provider}:
        whoever has a copy can use it until it is revoked there.
      </p>
      {consumers.length > 0 && <p>Used by {consumers.join(', ')}. They can no longer get it from Tokenkeep.</p>}
      {failure !== undefined && <FailureNote words={failureWords(failure)} />}
      <div className="tk-actions tk-actions-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red" loading={busy} onClick={() => void forget()}>
          Forget here
        </Button>
      </div>
    </Modal>
  );
}
