import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { FindFile } from '../parts/find-file.tsx';
import { FindFolder } from '../parts/find-folder.tsx';
import { FindMachine } from '../parts/find-machine.tsx';
import { Page } from '../parts/page.tsx';
import { FIND_WAYS, type FindWay } from '../place.ts';
import { useSpoken } from '../speaking.ts';

interface FindProps {
  readonly snapshot: Snapshot;
  readonly way: FindWay;
}

/** Tokens outside the vault: where other tools keep them, in files of other programs, and where they should not be. */
export function Find({ snapshot, way: first }: FindProps) {
  const { frame } = useSpoken().text;
  const [way, setWay] = useState(first);
  return (
    <Page title={frame.screens.find}>
      <div className="tk-ways">
        <SegmentedControl
          aria-label={frame.findWhere}
          data={FIND_WAYS.map((value) => ({ value, label: frame.findWays[value] }))}
          value={way}
          onChange={setWay}
        />
      </div>
      <div className="tk-find">
        {way === 'machine' && <FindMachine />}
        {way === 'file' && <FindFile />}
        {way === 'folder' && <FindFolder snapshot={snapshot} />}
      </div>
    </Page>
  );
}
