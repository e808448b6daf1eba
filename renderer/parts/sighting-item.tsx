import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { Sighting } from '../../shared/commands/scan.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { tokenId } from '../../shared/token.ts';
import type { WindowText } from '../../shared/words/window.ts';
import { useGo } from '../place.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { EndLeak } from './end-leak.tsx';
import { StateMark } from './state-mark.tsx';

interface SightingItemProps {
  readonly sighting: Sighting;
  readonly root: string;
  readonly history: boolean;
  readonly snapshot: Snapshot;
  readonly onIgnored: () => void;
  readonly onEnded: (report: LeakReport) => void;
}

/** One value at one place: whose it is, and how it stands. */
export function SightingItem({ sighting, root, history, snapshot, onIgnored, onEnded }: SightingItemProps) {
  const now = useNow();
  const go = useGo();
  const { words, text } = useSpoken();
  const [ending, setEnding] = useState(false);
  const { token } = sighting;
  const view = snapshot.tokens.find((each) => each.token.id === token?.id);
  const place = placeWords(sighting, root, text);
  return (
    <li className="tk-item">
      <StateMark status={view?.status ?? { kind: 'unchecked' }} now={now} />
      <div className="tk-item-words">
        <p>
          <strong>{whose(sighting, text)}</strong>
          {view !== undefined && <> · {words.status(view, now)}</>}
        </p>
        <p className="tk-quiet tk-small">{place}</p>
      </div>
      {token !== undefined && view !== undefined && (
        <>
          <Button
            size="xs"
            color="red"
            variant="subtle"
            aria-label={text.find.folder.endOf(token.label)}
            onClick={() => setEnding(true)}
          >
            {text.leak.act}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={text.inbox.open(token.label)}
            onClick={() => go({ screen: 'token', token: tokenId(token.id) })}
          >
            {text.frame.open}
          </Button>
        </>
      )}
      <Ignore sighting={sighting} root={root} place={place} onIgnored={onIgnored} />
      {ending && view !== undefined && (
        <EndLeak view={view} root={root} history={history} onEnded={onEnded} onClose={() => setEnding(false)} />
      )}
    </li>
  );
}

function whose({ token, what, rule }: Sighting, { find: { folder, machine } }: WindowText): string {
  if (token !== undefined) return token.earlier ? folder.earlier(token.label) : folder.yours(token.label);
  return rule === 'own-token' ? machine.token : what;
}

function placeWords({ place, form }: Sighting, root: string, { find: { folder } }: WindowText): string {
  const file = place.file.startsWith(`${root}/`) ? place.file.slice(root.length + 1) : place.file;
  const parts = [
    folder.place(file, place.line),
    place.entry === undefined ? undefined : folder.entry(place.entry),
    place.commit === undefined ? undefined : folder.commit(place.commit.slice(0, 12)),
    folder.forms[form],
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

interface IgnoreProps {
  readonly sighting: Sighting;
  readonly root: string;
  readonly place: string;
  readonly onIgnored: () => void;
}

function Ignore({ sighting, root, place, onIgnored }: IgnoreProps) {
  const report = useReport();
  const { text } = useSpoken();
  const { folder } = text.find;
  const { busy, ask } = useAsk('scanIgnore');
  const ignore = async (): Promise<void> => {
    const ignored = await ask({ path: root, id: sighting.id, rule: sighting.rule });
    if (!ignored.ok) return report(wentWrong(ignored.failure));
    report(wentWell(folder.ignoredHere(ignored.value.file)));
    onIgnored();
  };
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      aria-label={folder.ignoreOf(whose(sighting, text), place)}
      onClick={() => void ignore()}
    >
      {folder.ignore}
    </Button>
  );
}
