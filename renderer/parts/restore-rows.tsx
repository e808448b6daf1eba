import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { RestoreChange, RestorePreview } from '../../shared/commands/backup.ts';
import { instant } from '../../shared/time.ts';
import { useSpoken } from '../speaking.ts';
import type { Restore } from '../use-restore.ts';
import { useTicks } from '../use-ticks.ts';
import { TickRow } from './tick-row.tsx';

const STEP = 200;

interface RestoreRowsProps {
  readonly restoring: Restore;
  readonly preview: RestorePreview;
}

const isUnlike = ({ change }: RestoreChange): boolean => change !== 'same';
/** Put back unasked. What is newer here, or may be, is ticked by a person alone. */
const isUsual = ({ change, newer }: RestoreChange): boolean => change === 'added' || newer === 'backup';

export function RestoreRows({ restoring, preview }: RestoreRowsProps) {
  const { restore: text } = useSpoken().text.backup;
  const unlike = preview.changes.filter(isUnlike);
  const ticks = useTicks(
    unlike.map(({ id }) => id),
    unlike.filter(isUsual).map(({ id }) => id),
  );
  const [settings, setSettings] = useState(false);
  const [shown, setShown] = useState(STEP);
  const put = (): void => {
    const chosen = new Set(ticks.chosen);
    void restoring.restore({
      replace: unlike.filter((row) => chosen.has(row.id) && !isUsual(row)).map(({ id }) => id),
      leave: unlike.filter((row) => !chosen.has(row.id) && isUsual(row)).map(({ id }) => id),
      settings,
    });
  };
  return (
    <>
      <Beside preview={preview} />
      {unlike.length === 0 && <p className="tk-calm">{text.allSame}</p>}
      {preview.settings === 'changed' && (
        <Checkbox
          label={text.settings}
          checked={settings}
          onChange={(event) => setSettings(event.currentTarget.checked)}
        />
      )}
      <div className="tk-actions">
        <Button loading={restoring.busy} onClick={put}>
          {text.act(ticks.chosen.length)}
        </Button>
      </div>
      <ul className="tk-items" aria-label={text.list}>
        {preview.changes.slice(0, shown).map((row) => (
          <Row
            key={row.id}
            row={row}
            machine={preview.machine}
            ticked={ticks.has(row.id)}
            onTick={() => ticks.toggle(row.id)}
          />
        ))}
      </ul>
      {preview.changes.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + STEP)}>
          {text.more}
        </Button>
      )}
    </>
  );
}

/** Where it comes from, and what is in it besides tokens. */
function Beside({ preview: { machine, madeAt, logs, acts, grants } }: Pick<RestoreRowsProps, 'preview'>) {
  const { words, text } = useSpoken();
  const { restore } = text.backup;
  const said = [
    restore.from(machine, words.time.exact(instant(madeAt))),
    ...logs.map((log) =>
      log.state === 'whole' ? restore.log(log.machine, log.entries) : restore.logBroken(log.machine),
    ),
    ...(acts > 0 ? [restore.acts(acts)] : []),
    ...(grants > 0 ? [restore.grants(grants)] : []),
  ];
  return <p className="tk-quiet">{said.join(' ')}</p>;
}

interface RowProps {
  readonly row: RestoreChange;
  readonly machine: string;
  readonly ticked: boolean;
  readonly onTick: () => void;
}

function Row({ row, machine, ticked, onTick }: RowProps) {
  const { restore: text } = useSpoken().text.backup;
  const { name, provider, change, differs, newer, elsewhere, valueless } = row;
  const state = {
    added: text.added,
    same: text.same,
    changed: newer === 'backup' ? text.newer : newer === 'here' ? text.here : text.unclear,
  }[change];
  const about = [
    provider,
    ...differs.map((part) => text[part]),
    ...(elsewhere ? [text.elsewhere(machine)] : []),
    ...(valueless ? [text.valueless] : []),
  ];
  return (
    <TickRow
      name={name}
      about={about}
      state={state}
      open={change !== 'same'}
      said={text.select(name)}
      ticked={ticked}
      onTick={onTick}
    />
  );
}
