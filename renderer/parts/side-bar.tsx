import { Button } from '@mantine/core';
import {
  IconArchive,
  IconArrowsExchange,
  IconFileSearch,
  IconHome,
  IconInbox,
  IconInfoCircle,
  IconKey,
  IconListCheck,
  IconPlus,
  IconSettings,
  IconStethoscope,
  IconUsers,
} from '@tabler/icons-react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { needPerson } from '../attention.ts';
import { LockNow } from './lock-now.tsx';
import { SideEntry } from './side-entry.tsx';
import { topOf, useGo, type Place, type Top } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

const ENTRIES = [
  ['home', IconHome],
  ['tokens', IconKey],
  ['lending', IconArrowsExchange],
  ['team', IconUsers],
  ['find', IconFileSearch],
  ['audit', IconListCheck],
  ['inbox', IconInbox],
] as const satisfies readonly (readonly [Top, unknown])[];

const LOWER = [
  ['backup', IconArchive],
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
  const needing = needPerson(snapshot.tokens, now).length;
  const unread = snapshot.notices.filter(({ readAt }) => readAt === undefined).length;
  const lent = snapshot.leases.length;
  const asked = snapshot.teams.reduce((sum, team) => sum + team.asked, 0);
  const counts: Partial<Record<Top, Counted>> = {
    home: { count: needing, said: text.home.needYou(needing) },
    lending: { count: lent, said: text.home.lent(lent) },
    team: { count: asked, said: text.team.asks1(asked) },
    inbox: { count: unread, said: text.frame.unread(unread) },
  };
  const entry = ([screen, Icon]: (typeof ENTRIES)[number] | (typeof LOWER)[number]) => (
    <SideEntry
      key={screen}
      icon={Icon}
      label={text.frame.screens[screen]}
      isHere={here === screen}
      said={saidOf(counts[screen])}
      onClick={() => go({ screen })}
    >
      <Count counted={counts[screen]} />
    </SideEntry>
  );
  return (
    <nav className="tk-side" aria-label={text.frame.main}>
      <Button className="tk-side-add" leftSection={<IconPlus size={16} />} onClick={() => go({ screen: 'add' })}>
        {text.frame.addToken}
      </Button>
      {ENTRIES.map(entry)}
      <span className="tk-side-gap" />
      {snapshot.tray === 'no-host' && <p className="tk-side-foot">{text.frame.noTray}</p>}
      <LockNow lock={snapshot.lock} />
      {LOWER.map(entry)}
    </nav>
  );
}

interface Counted {
  readonly count: number;
  readonly said: string;
}

const saidOf = (counted: Counted | undefined): string | undefined =>
  counted === undefined || counted.count === 0 ? undefined : counted.said;

function Count({ counted }: { readonly counted: Counted | undefined }) {
  const { text } = useSpoken();
  if (counted === undefined || counted.count === 0) return null;
  return (
    <span className="tk-figures tk-side-count" aria-hidden="true" title={counted.said}>
      {text.frame.number(counted.count)}
    </span>
  );
}
