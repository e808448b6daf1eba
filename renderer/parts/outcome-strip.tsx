import { CloseButton } from '@mantine/core';
import type { Instant } from '../../shared/time.ts';
import { useReport, type Outcome } from '../report.ts';
import { clockWords } from '../use-acts.ts';

interface OutcomeStripProps {
  readonly outcome: Outcome | undefined;
  readonly clipboard: { readonly label: string; readonly clearsAt: Instant } | undefined;
}

/** The foot of the window: what came of the last act, and what is on the clipboard. Read aloud when it changes. */
export function OutcomeStrip({ outcome, clipboard }: OutcomeStripProps) {
  const report = useReport();
  return (
    <div className="tk-strip" aria-live="polite">
      {outcome === undefined && clipboard !== undefined && (
        <p className="tk-strip-words tk-quiet">
          {clipboard.label} is on the clipboard until {clockWords(clipboard.clearsAt)}.
        </p>
      )}
      {outcome !== undefined && (
        <div className={outcome.tone === 'bad' ? 'tk-strip-words tk-strip-bad' : 'tk-strip-words'}>
          <p>
            {outcome.words.happened}{' '}
            {outcome.words.todo !== undefined && <span className="tk-quiet">{outcome.words.todo}</span>}
          </p>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => report(undefined)} />
        </div>
      )}
    </div>
  );
}
