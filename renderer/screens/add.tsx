import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { AddForm } from '../parts/add-form.tsx';
import { Page } from '../parts/page.tsx';
import { SignInForm } from '../parts/sign-in-form.tsx';
import type { AddWay } from '../place.ts';
import { useSpoken } from '../speaking.ts';

const WAYS = ['value', 'sign-in', 'file'] as const satisfies readonly AddWay[];

/** A new token: copied, pasted, signed in for, or from a file. */
export function Add({ snapshot, way: first }: { readonly snapshot: Snapshot; readonly way: AddWay }) {
  const { adding } = useSpoken().text;
  const [way, setWay] = useState(first);
  return (
    <Page title={adding.title} deep>
      <div className="tk-ways">
        <SegmentedControl
          aria-label={adding.waysLabel}
          data={WAYS.map((value) => ({ value, label: adding.ways[value] }))}
          value={way}
          onChange={setWay}
        />
      </div>
      {way === 'sign-in' ? <SignInForm snapshot={snapshot} /> : <AddForm key={way} snapshot={snapshot} way={way} />}
    </Page>
  );
}
