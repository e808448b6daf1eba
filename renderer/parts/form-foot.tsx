import { Button } from '@mantine/core';
import type { Failure } from '../../shared/failure.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { FailureNote } from './failure-note.tsx';

interface FormFootProps {
  /** What the form does, on its button. */
  readonly act: string;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onCancel?: () => void;
}

export function FormFoot({ act, busy, failure, onCancel }: FormFootProps) {
  return (
    <>
      {failure !== undefined && <FailureNote words={failureWords(failure)} />}
      <div className="tk-actions">
        <Button type="submit" loading={busy}>
          {act}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </>
  );
}
