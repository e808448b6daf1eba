import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '../../shared/commands/import.ts';
import type { Failure } from '../../shared/failure.ts';
import { tokenId } from '../../shared/token.ts';
import { useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';

const MOST_NAMED = 100;

/** What came in, what did not and why, and that the values still lie in the file. */
export function ImportResult({ report }: { readonly report: ImportReport & { readonly mark: string } }) {
  const go = useGo();
  const { file: text } = useSpoken().text.find;
  const [removing, setRemoving] = useState(false);
  const [isThere, setThere] = useState(true);
  const { file, mark, imported, left } = report;
  return (
    <section className="tk-report" aria-labelledby="imported">
      <h2 id="imported">{text.taken(imported.length)}</h2>
      <ul className="tk-items">
        {imported.slice(0, MOST_NAMED).map(({ name, id }) => (
          <li key={id} className="tk-item">
            <button
              type="button"
              className="tk-link tk-link-plain"
              onClick={() => go({ screen: 'token', token: tokenId(id) })}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      {left.length > 0 && <p className="tk-quiet">{text.left(left.length)}</p>}
      {isThere && (
        <div className="tk-note" role="note">
          <p>{text.still(file)}</p>
          {report.open && <p className="tk-soon-words">{text.open}</p>}
          <Button size="xs" variant="default" mt={8} onClick={() => setRemoving(true)}>
            {text.remove}
          </Button>
        </div>
      )}
      {removing && (
        <RemoveFile file={file} mark={mark} onGone={() => setThere(false)} onClose={() => setRemoving(false)} />
      )}
    </section>
  );
}

interface RemoveFileProps {
  readonly file: string;
  readonly mark: string;
  readonly onGone: () => void;
  readonly onClose: () => void;
}

function RemoveFile({ file, mark, onGone, onClose }: RemoveFileProps) {
  const { file: text } = useSpoken().text.find;
  const tell = useReport();
  const { busy, ask } = useAsk('importRemove');
  const [failure, setFailure] = useState<Failure>();
  const remove = async (): Promise<void> => {
    const removed = await ask({ file, mark });
    if (!removed.ok) return setFailure(removed.failure);
    tell(wentWell(text.removed(file)));
    onGone();
    onClose();
  };
  return (
    <ActModal
      title={text.removeTitle}
      act={text.remove}
      danger
      ready
      busy={busy}
      failure={failure}
      onAct={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeMeans(file)}</p>
    </ActModal>
  );
}
