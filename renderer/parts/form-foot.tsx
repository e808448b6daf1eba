import { Button } from '@mantine/core';
import type { Failure } from '../../shared/failure.ts';
import { useSpoken } from '../speaking.ts';
import { FailureNote } from './failure-note.tsx';

interface FormFootProps {
  /** What the form does, on its button. */
  readonly act: string;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onCancel?: () => void;
}

export function FormFoot({ act, busy, failure, onCancel }: FormFootProps) {
  const { text } = useSpoken();
  return (
    <>
      {failure !== undefined && <FailureNote failure={failure} />}
      <div className="tk-actions">
        <Button type="submit" loading={busy}>
          {act}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {text.frame.cancel}
          </Button>
        )}
      </div>
    </>
  );
}
