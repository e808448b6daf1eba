import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview, ImportRow } from '../../shared/commands/import.ts';
import { useSpoken } from '../speaking.ts';
import { useTicks } from '../use-ticks.ts';
import type { Import } from '../use-import.ts';
import { TickAll } from './tick-all.tsx';
import { TickRow } from './tick-row.tsx';

const STEP = 200;

interface ImportRowsProps {
  readonly importing: Import;
  readonly preview: ImportPreview;
}

const isNew = ({ verdict }: ImportRow): boolean => verdict === 'new';

/** Each row with what would become of it. Those that are new can be taken. */
export function ImportRows({ importing, preview: { rows } }: ImportRowsProps) {
  const { file: text } = useSpoken().text.find;
  const fresh = rows.filter(isNew);
  const ticks = useTicks(fresh.map(({ row }) => row));
  const [shown, setShown] = useState(STEP);
  const shaped = fresh.filter(({ provider }) => provider !== 'other').map(({ row }) => row);
  return (
    <>
      <div className="tk-actions">
        <Button
          disabled={ticks.chosen.length === 0}
          loading={importing.busy}
          onClick={() => void importing.take(ticks.chosen)}
        >
          {text.take(ticks.chosen.length)}
        </Button>
        {shaped.length > 0 && shaped.length < fresh.length && (
          <Button variant="default" onClick={() => ticks.set(shaped)}>
            {text.shaped}
          </Button>
        )}
      </div>
      {fresh.length === 0 ? (
        <p className="tk-quiet">{text.nothing}</p>
      ) : (
        <TickAll
          label={text.selectAll}
          on={ticks.all}
          onChange={(on) => ticks.set(on ? fresh.map(({ row }) => row) : [])}
        />
      )}
      <ul className="tk-items" aria-label={text.list}>
        {rows.slice(0, shown).map((row) => (
          <Row key={row.row} row={row} ticked={ticks.has(row.row)} onTick={() => ticks.toggle(row.row)} />
        ))}
      </ul>
      {rows.length > shown && <MoreRows onMore={() => setShown(shown + STEP)} />}
    </>
  );
}

function MoreRows({ onMore }: { readonly onMore: () => void }) {
  const { folder } = useSpoken().text.find;
  return (
    <Button variant="default" onClick={onMore}>
      {folder.more}
    </Button>
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly ticked: boolean;
  readonly onTick: () => void;
}

function Row({ row, ticked, onTick }: RowProps) {
  const { file: text } = useSpoken().text.find;
  const name = row.name === '' ? text.noName : row.name;
  const notes = row.notes.map((note) => text.notes[note]).filter((note) => note !== undefined);
  const about = [...(row.provider === 'other' ? [] : [row.what]), text.length(row.length), ...notes];
  return (
    <TickRow
      name={name}
      about={about}
      state={text.verdicts[row.verdict](row.with ?? '')}
      open={isNew(row)}
      said={text.select(name)}
      ticked={ticked}
      onTick={onTick}
    />
  );
}
