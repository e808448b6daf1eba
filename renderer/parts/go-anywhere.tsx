import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { worstFirst } from '../../shared/order.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { TOPS, useGo } from '../place.ts';
import type { SearchAsked } from '../search-door.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

const MOST_TOKENS = 8;

interface GoAnywhereProps {
  readonly snapshot: Snapshot;
  /** What it was asked for last; each asking is an object of its own. */
  readonly asked: SearchAsked;
}

/** One field that leads to every token, screen and act. */
export function GoAnywhere({ snapshot, asked }: GoAnywhereProps) {
  const { text } = useSpoken();
  const go = useGo();
  const { checkAll } = useActs();
  const { quick } = asked;
  useEffect(() => spotlight.open(), [asked]);
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const fits = (label: string): boolean => label.toLowerCase().includes(wanted);
  const acts = [
    { label: text.frame.addToken, run: () => go({ screen: 'add' }) },
    { label: text.tokens.checkAll, run: () => void checkAll() },
  ].filter(({ label }) => fits(label));
  const screens = TOPS.filter((screen) => fits(text.frame.screens[screen]));
  const tokens = useFitting(snapshot.tokens, wanted);

  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={null} maxHeight={400} scrollable>
      <Spotlight.Search
        aria-label={text.frame.search.open}
        placeholder={text.frame.search.placeholder}
        leftSection={<IconSearch size={16} />}
      />
      <Spotlight.ActionsList>
        <Spotlight.ActionsGroup label={text.frame.search.tokens}>
          {tokens.map((view) => (
            <TokenAction key={view.token.id} view={view} copies={quick} />
          ))}
        </Spotlight.ActionsGroup>
        <Spotlight.ActionsGroup label={text.frame.search.screens}>
          {screens.map((screen) => (
            <Spotlight.Action key={screen} label={text.frame.screens[screen]} onClick={() => go({ screen })} />
          ))}
        </Spotlight.ActionsGroup>
        <Spotlight.ActionsGroup label={text.frame.search.acts}>
          {acts.map(({ label, run }) => (
            <Spotlight.Action key={label} label={label} onClick={run} />
          ))}
        </Spotlight.ActionsGroup>
        {tokens.length + screens.length + acts.length === 0 && (
          <Spotlight.Empty>{text.frame.search.nothing}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      {quick && <Spotlight.Footer>{text.frame.search.copies}</Spotlight.Footer>}
    </Spotlight.Root>
  );
}

function useFitting(tokens: readonly TokenView[], wanted: string): readonly TokenView[] {
  return useMemo(() => {
    if (wanted === '') return [];
    return tokens
      .filter(({ token }) => token.label.toLowerCase().includes(wanted))
      .sort(worstFirst)
      .slice(0, MOST_TOKENS);
  }, [tokens, wanted]);
}

function TokenAction({ view, copies }: { readonly view: TokenView; readonly copies: boolean }) {
  const now = useNow();
  const go = useGo();
  const { words } = useSpoken();
  const { copy } = useActs();
  const open = (): void => go({ screen: 'token', token: view.token.id });
  return (
    <Spotlight.Action
      label={view.token.label}
      description={words.status(view, now)}
      leftSection={<StateMark status={view.status} now={now} />}
      onClick={copies ? () => void copy(view) : open}
    />
  );
}
