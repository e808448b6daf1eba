import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { FailureNote } from './failure-note.tsx';

interface ActModalProps {
  readonly title: string;
  readonly act: string;
  readonly danger: boolean;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Says what an act does before it is done; to leave things as they are is what Enter means. */
export function ActModal({ title, act, danger, ready, busy, failure, onAct, onClose, children }: ActModalProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
      {failure !== undefined && <FailureNote words={failureWords(failure)} />}
      <div className="tk-actions tk-actions-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it
        </Button>
        <Button {...(danger ? { color: 'red' } : {})} loading={busy} disabled={!ready} onClick={onAct}>
          {act}
        </Button>
      </div>
    </Modal>
  );
}
