import { ActionIcon, TextInput } from '@mantine/core';
import { IconExternalLink, IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import type { Snapshot, TokenView } from '../shared/snapshot.ts';
import { noFilter } from './list-filter.ts';
import { needPerson, quietWords } from './attention.ts';
import { bridge } from './bridge.ts';
import { PeekRow } from './parts/peek-row.tsx';
import { Speaking, useLanguage, useSpoken } from './speaking.ts';
import { useFound } from './use-found.ts';
import { NowProvider, useNow } from './use-now.tsx';
import { useSnapshot } from './use-snapshot.ts';

const MOST_SHOWN = 8;

/** The small window beside the tray icon: the worst few, and a search through all. */
export function Peek() {
  const snapshot = useSnapshot();
  useEffect(() => {
    const leave = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') window.close();
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  const spoken = useLanguage(snapshot?.language ?? 'en');
  if (snapshot === undefined) return null;
  return (
    <Speaking value={spoken}>
      <NowProvider atLeast={snapshot.at}>
        <Worst snapshot={snapshot} />
      </NowProvider>
    </Speaking>
  );
}

function Worst({ snapshot }: { readonly snapshot: Snapshot }) {
  const now = useNow();
  const spoken = useSpoken();
  const { welcome, home } = spoken.text;
  const [query, setQuery] = useState('');
  const found = useFound(snapshot, { ...noFilter, query }, 'state').slice(0, MOST_SHOWN);
  const needing = needPerson(snapshot.tokens, now).length;
  useEffect(() => {
    document.documentElement.lang = spoken.words.language;
  }, [spoken]);
  const open = ({ token }: TokenView): void => bridge.show({ kind: 'token', token: token.id });
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.tk-peek-open')];
    const here = rows.indexOf(document.activeElement as HTMLElement);
    const [first] = found;
    if (event.key === 'ArrowDown') rows[Math.min(here + 1, rows.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && here > 0) rows[here - 1]?.focus();
    else if (event.key === 'Enter' && here < 0 && first !== undefined) open(first);
    else return;
    event.preventDefault();
  };
  return (
    <main className="tk-peek" onKeyDown={press}>
      <header>
        <h1>{needing === 0 ? quietWords(snapshot, now, spoken) : home.needYou(needing)}</h1>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={welcome.popoverOpen}
          title={welcome.popoverOpen}
          onClick={() => bridge.show({ kind: 'home' })}
        >
          <IconExternalLink size={16} />
        </ActionIcon>
      </header>
      <TextInput
        type="search"
        data-autofocus
        autoFocus
        aria-label={welcome.popoverSearch}
        placeholder={welcome.popoverSearch}
        leftSection={<IconSearch size={16} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <p className="tk-calm">{welcome.popoverNone}</p>
      ) : (
        <ul aria-label={welcome.popoverTitle}>
          {found.map((view) => (
            <PeekRow key={view.token.id} view={view} onOpen={open} />
          ))}
        </ul>
      )}
    </main>
  );
}
