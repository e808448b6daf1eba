import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { worstFirst } from '../../shared/order.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { TOPS, useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

const MOST_TOKENS = 8;

/** One field that leads to every token, screen and act. */
export function GoAnywhere({ snapshot }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const go = useGo();
  const { checkAll } = useActs();
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
            <TokenAction key={view.token.id} view={view} />
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

function TokenAction({ view }: { readonly view: TokenView }) {
  const now = useNow();
  const go = useGo();
  const { words } = useSpoken();
  return (
    <Spotlight.Action
      label={view.token.label}
      description={words.status(view, now)}
      leftSection={<StateMark status={view.status} now={now} />}
      onClick={() => go({ screen: 'token', token: view.token.id })}
    />
  );
}
