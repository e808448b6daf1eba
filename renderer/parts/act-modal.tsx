import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { useSpoken } from '../speaking.ts';
import { FailureNote } from './failure-note.tsx';

interface ActModalProps {
  readonly title: string;
  readonly act: string;
  /** What the other button says; undefined: to leave it as it is. */
  readonly instead?: string;
  readonly danger: boolean;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Says what an act does before it is done; to leave things as they are is what Enter means. */
export function ActModal(props: ActModalProps) {
  const { title, act, instead, danger, ready, busy, failure, onAct, onClose, children } = props;
  const { text } = useSpoken();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': text.frame.close }}
    >
      <div className="tk-modal">
        {children}
        {failure !== undefined && <FailureNote failure={failure} />}
      </div>
      <div className="tk-actions tk-actions-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {instead ?? text.frame.leaveIt}
        </Button>
        <Button {...(danger ? { color: 'red' } : {})} loading={busy} disabled={!ready} onClick={onAct}>
          {act}
        </Button>
      </div>
    </Modal>
  );
}
