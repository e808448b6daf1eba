import { Button, NavLink } from '@mantine/core';
import {
  IconArrowsExchange,
  IconHome,
  IconInbox,
  IconInfoCircle,
  IconKey,
  IconPlus,
  IconSettings,
  IconStethoscope,
} from '@tabler/icons-react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { needPerson } from '../attention.ts';
import { topOf, useGo, type Place, type Top } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

const ENTRIES = [
  ['home', IconHome],
  ['tokens', IconKey],
  ['lending', IconArrowsExchange],
  ['inbox', IconInbox],
] as const satisfies readonly (readonly [Top, unknown])[];

const LOWER = [
  ['settings', IconSettings],
  ['doctor', IconStethoscope],
  ['about', IconInfoCircle],
] as const satisfies readonly (readonly [Top, unknown])[];

interface SideBarProps {
  readonly place: Place;
  readonly snapshot: Snapshot;
}

export function SideBar({ place, snapshot }: SideBarProps) {
  const go = useGo();
  const now = useNow();
  const { text } = useSpoken();
  const here = topOf(place);
  const counts: Partial<Record<Top, { readonly count: number; readonly said: string }>> = {
    home: { count: needPerson(snapshot.tokens, now).length, said: '' },
    lending: { count: snapshot.leases.length, said: '' },
    inbox: { count: snapshot.notices.filter(({ readAt }) => readAt === undefined).length, said: text.frame.unread },
  };
  const entry = ([screen, Icon]: (typeof ENTRIES)[number] | (typeof LOWER)[number]) => (
    <NavLink
      key={screen}
      component="button"
      type="button"
      className="tk-side-entry"
      label={text.frame.screens[screen]}
      active={here === screen}
      aria-current={here === screen ? 'page' : undefined}
      leftSection={<Icon size={18} aria-hidden="true" />}
      rightSection={<Count {...counts[screen]} />}
      onClick={() => go({ screen })}
    />
  );
  return (
    <nav className="tk-side" aria-label={text.frame.main}>
      <Button className="tk-side-add" leftSection={<IconPlus size={16} />} onClick={() => go({ screen: 'add' })}>
        {text.frame.addToken}
      </Button>
      {ENTRIES.map(entry)}
      <span className="tk-side-gap" />
      {snapshot.tray === 'no-host' && <p className="tk-side-foot">{text.frame.noTray}</p>}
      {LOWER.map(entry)}
    </nav>
  );
}

function Count({ count = 0, said = '' }: { readonly count?: number; readonly said?: string }) {
  const { text } = useSpoken();
  if (count === 0) return null;
  return (
    <span className="tk-figures tk-side-count">
      {text.frame.number(count)}
      {said !== '' && <span className="tk-hidden">{said}</span>}
    </span>
  );
}
