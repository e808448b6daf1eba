import { Button, NavLink } from '@mantine/core';
import { IconInbox, IconKey, IconPlus, IconSettings, IconStethoscope } from '@tabler/icons-react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { home, useGo, type Place } from '../place.ts';

const ENTRIES = [
  { label: 'Tokens', place: home, Icon: IconKey },
  { label: 'Inbox', place: { screen: 'inbox' }, Icon: IconInbox },
  { label: 'Settings', place: { screen: 'settings' }, Icon: IconSettings },
  { label: 'Doctor', place: { screen: 'doctor' }, Icon: IconStethoscope },
] as const satisfies readonly { readonly label: string; readonly place: Place; readonly Icon: unknown }[];

const OF_TOKENS = new Set<Place['screen']>(['tokens', 'token', 'edit', 'replace', 'sign-in-again']);

export function SideBar({ place, snapshot }: { readonly place: Place; readonly snapshot: Snapshot }) {
  const go = useGo();
  const here = OF_TOKENS.has(place.screen) ? 'tokens' : place.screen;
  const unread = snapshot.notices.filter(({ readAt }) => readAt === undefined).length;
  return (
    <nav className="tk-side" aria-label="Main">
      <Button className="tk-side-add" leftSection={<IconPlus size={16} />} onClick={() => go({ screen: 'add' })}>
        Add a token
      </Button>
      {ENTRIES.map(({ label, place: target, Icon }) => (
        <NavLink
          key={label}
          component="button"
          type="button"
          className="tk-side-entry"
          label={label}
          active={here === target.screen}
          aria-current={here === target.screen ? 'page' : undefined}
          leftSection={<Icon size={18} aria-hidden="true" />}
          rightSection={label === 'Inbox' && unread > 0 ? <Unread count={unread} /> : null}
          onClick={() => go(target)}
        />
      ))}
      {snapshot.tray === 'no-host' && (
        <p className="tk-side-foot">This desktop shows no tray, so Tokenkeep lives in this window.</p>
      )}
    </nav>
  );
}

function Unread({ count }: { readonly count: number }) {
  return (
    <span className="tk-figures">
      {count}
      <span className="tk-hidden"> not read</span>
    </span>
  );
}
