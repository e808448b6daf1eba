import { Button, Checkbox, Loader } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useChosen } from '../use-chosen.ts';
import { useScan, type Far } from '../use-scan.ts';
import { FailureNote } from './failure-note.tsx';
import { LeakResult } from './leak-result.tsx';
import { ScanResult } from './scan-result.tsx';

/** Where the tokens that are kept here lie about in a folder, and what can be done about it. */
export function FindFolder({ snapshot }: { readonly snapshot: Snapshot }) {
  const { folder: text } = useSpoken().text.find;
  const choose = useChosen('folder');
  const [path, setPath] = useState<string>();
  const [history, setHistory] = useState(false);
  const [strangers, setStrangers] = useState(false);
  const [leak, setLeak] = useState<LeakReport>();
  const { far, report, failure, start, cancel, setReport } = useScan();
  const open = async (): Promise<void> => setPath((await choose()) ?? path);
  const search = (folder: string): void => {
    setLeak(undefined);
    void start({ path: folder, history, allPatterns: strangers });
  };
  return (
    <>
      <p className="tk-quiet">{text.means}</p>
      <div className="tk-chosen">
        <Button
          variant={path === undefined ? 'filled' : 'default'}
          leftSection={<IconFolder size={16} />}
          onClick={() => void open()}
        >
          {text.choose}
        </Button>
        {path !== undefined && <span>{path}</span>}
      </div>
      <Checkbox label={text.history} checked={history} onChange={(event) => setHistory(event.currentTarget.checked)} />
      <Checkbox
        label={text.strangers}
        checked={strangers}
        onChange={(event) => setStrangers(event.currentTarget.checked)}
      />
      {path !== undefined && far === undefined && (
        <div className="tk-actions">
          <Button onClick={() => search(path)}>{text.search}</Button>
        </div>
      )}
      {far !== undefined && <HowFar far={far} onStop={cancel} />}
      {failure !== undefined && <FailureNote failure={failure} />}
      {leak !== undefined && <LeakResult report={leak} onClose={() => setLeak(undefined)} />}
      {report !== undefined && (
        <ScanResult report={report} snapshot={snapshot} history={history} onChange={setReport} onEnded={setLeak} />
      )}
    </>
  );
}

function HowFar({ far: { files, found }, onStop }: { readonly far: Far; readonly onStop: () => void }) {
  const { folder: text } = useSpoken().text.find;
  return (
    <div className="tk-progress">
      <Loader size={16} aria-hidden="true" />
      <span className="tk-quiet tk-figures" role="status">
        {text.searching(files, found)}
      </span>
      <Button size="xs" variant="default" onClick={onStop}>
        {text.stop}
      </Button>
    </div>
  );
}
