import { CloseButton } from '@mantine/core';
import type { Instant } from '../../shared/time.ts';
import { useReport, type Outcome } from '../report.ts';
import { useSpoken } from '../speaking.ts';

interface OutcomeStripProps {
  readonly outcome: Outcome | undefined;
  readonly clipboard: { readonly label: string; readonly clearsAt: Instant } | undefined;
}

/** The foot of the window: what came of the last act, and what is on the clipboard. Read aloud when it changes. */
export function OutcomeStrip({ outcome, clipboard }: OutcomeStripProps) {
  const report = useReport();
  const { words, text } = useSpoken();
  const said = outcome?.tone === 'bad' ? words.failure(outcome.failure) : outcome?.words;
  return (
    <div className="tk-strip" aria-live="polite">
      {said === undefined && clipboard !== undefined && (
        <p className="tk-strip-words tk-quiet">
          {text.frame.onClipboard(clipboard.label, words.time.clock(clipboard.clearsAt))}
        </p>
      )}
      {said !== undefined && (
        <div className={outcome?.tone === 'bad' ? 'tk-strip-words tk-strip-bad' : 'tk-strip-words'}>
          <p>
            {said.happened} {said.todo !== undefined && <span className="tk-quiet">{said.todo}</span>}
          </p>
          <CloseButton size="sm" aria-label={text.frame.dismiss} onClick={() => report(undefined)} />
        </div>
      )}
    </div>
  );
}
