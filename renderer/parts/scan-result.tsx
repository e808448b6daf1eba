import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { ScanReport } from '../../shared/commands/scan.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { SightingItem } from './sighting-item.tsx';

const STEP = 100;
const MOST_SKIPPED = 200;

interface ScanResultProps {
  readonly report: ScanReport;
  readonly snapshot: Snapshot;
  /** It was also looked at what git holds. */
  readonly history: boolean;
  readonly onChange: (report: ScanReport) => void;
  readonly onEnded: (report: LeakReport) => void;
}

/** What was found and where, and all that was not looked at. */
export function ScanResult({ report, snapshot, history, onChange, onEnded }: ScanResultProps) {
  const { folder: text } = useSpoken().text.find;
  const [shown, setShown] = useState(STEP);
  const { root, sightings, files, ignored, cut, unsearchable } = report;
  const without = (id: string, rule: string): void => {
    const kept = sightings.filter((each) => each.id !== id || each.rule !== rule);
    onChange({ ...report, sightings: kept, ignored: ignored + sightings.length - kept.length });
  };
  return (
    <>
      <div>
        <p role="status">
          <strong>{sightings.length === 0 ? text.clean(files) : text.found(sightings.length, files)}</strong>{' '}
          {ignored > 0 && text.ignored(ignored)}
        </p>
        {cut && <p className="tk-soon-words">{text.cut}</p>}
        {unsearchable.length > 0 && <p className="tk-quiet tk-small">{text.unsearchable(unsearchable.join(', '))}</p>}
      </div>
      {sightings.length > 0 && (
        <ul className="tk-items" aria-label={text.list}>
          {sightings.slice(0, shown).map((sighting, n) => (
            <SightingItem
              key={`${sighting.id} ${n}`}
              sighting={sighting}
              root={root}
              history={history}
              snapshot={snapshot}
              onIgnored={() => without(sighting.id, sighting.rule)}
              onEnded={onEnded}
            />
          ))}
        </ul>
      )}
      {sightings.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + STEP)}>
          {text.more}
        </Button>
      )}
      <Skipped report={report} />
    </>
  );
}

function Skipped({ report: { skipped } }: Pick<ScanResultProps, 'report'>) {
  const { folder: text } = useSpoken().text.find;
  if (skipped.length === 0) return null;
  return (
    <details className="tk-details">
      <summary>{text.skipped(skipped.length)}</summary>
      <ul className="tk-lines tk-small">
        {skipped.slice(0, MOST_SKIPPED).map(({ place, why }) => (
          <li key={`${why} ${place}`} className="tk-chosen">
            {place}: {text.why[why]}
          </li>
        ))}
      </ul>
    </details>
  );
}
