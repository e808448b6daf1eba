import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { worstFirst } from '../../shared/order.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { TOPS, useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

const MOST_TOKENS = 8;
const QUICK = 'tk-quick-search';

/** The same field for who comes from another program: Enter on a token copies it. */
export function openQuickSearch(): void {
  window.dispatchEvent(new Event(QUICK));
  spotlight.open();
}

/** Until it is closed. */
function useQuick(): { readonly quick: boolean; readonly end: () => void } {
  const [quick, setQuick] = useState(false);
  useEffect(() => {
    const begin = (): void => setQuick(true);
    window.addEventListener(QUICK, begin);
    return () => window.removeEventListener(QUICK, begin);
  }, []);
  return { quick, end: () => setQuick(false) };
}

/** One field that leads to every token, screen and act. */
export function GoAnywhere({ snapshot }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const go = useGo();
  const { checkAll } = useActs();
  const { quick, end } = useQuick();
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
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={end}
      shortcut={null}
      maxHeight={400}
      scrollable
    >
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
