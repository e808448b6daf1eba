import { Button, Checkbox, Loader } from '@mantine/core';
import { IconEye, IconEyeOff, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import { settingForms } from '../../shared/setting-forms.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
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
          <WatchFolder folder={path} watched={snapshot.settings.watched} />
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

interface WatchFolderProps {
  readonly folder: string;
  readonly watched: readonly string[];
}

function WatchFolder({ folder, watched }: WatchFolderProps) {
  const { folder: text } = useSpoken().text.find;
  const report = useReport();
  const { busy, ask } = useAsk('set');
  const isWatched = watched.includes(folder);
  const change = async (): Promise<void> => {
    const wanted = isWatched ? watched.filter((each) => each !== folder) : [...watched, folder];
    const kept = await ask({ key: 'watched', value: settingForms.watched.spell([...wanted]) });
    if (!kept.ok) return report(wentWrong(kept.failure));
    report(wentWell(isWatched ? text.unwatched(folder) : text.watching(folder)));
  };
  return (
    <Button
      variant="default"
      leftSection={isWatched ? <IconEyeOff size={16} /> : <IconEye size={16} />}
      loading={busy}
      onClick={() => void change()}
    >
      {isWatched ? text.unwatch : text.watch}
    </Button>
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
