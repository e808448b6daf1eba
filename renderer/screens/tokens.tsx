import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { worstFirst } from '../../shared/order.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import { NeedsYou } from '../parts/needs-you.tsx';
import { Page } from '../parts/page.tsx';
import { TokenList } from '../parts/token-list.tsx';
import { useGo } from '../place.ts';
import { matches, termsOf } from '../search.ts';
import { useActs } from '../use-acts.ts';

interface TokensProps {
  readonly snapshot: Snapshot;
  readonly from: TokenId | undefined;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

export function Tokens({ snapshot, from, query, onQuery }: TokensProps) {
  const { tokens, providers } = snapshot;
  const terms = useDeferredValue(termsOf(query).join(' '));
  const sorted = useMemo(() => [...tokens].sort(worstFirst), [tokens]);
  const found = useMemo(() => {
    if (terms === '') return sorted;
    const names = new Map(providers.map(({ id, name }) => [id, name]));
    return sorted.filter((view) => matches(view, names.get(view.token.provider), termsOf(terms)));
  }, [sorted, terms, providers]);

  if (tokens.length === 0) return <NoTokens />;
  return (
    <Page title="Tokens" takesFocus={from === undefined} aside={<Aside query={query} onQuery={onQuery} />}>
      {terms === '' && <NeedsYou snapshot={snapshot} />}
      <div className="tk-list-head">
        <h2>{terms === '' ? 'All tokens' : 'Found'}</h2>
        <span className="tk-quiet tk-figures" role="status">
          {terms === '' ? tokens.length : `${found.length} of ${tokens.length}`}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="tk-calm">No token has that in its name, provider, owner, environment or use.</p>
      ) : (
        <TokenList views={found} snapshot={snapshot} from={from} />
      )}
    </Page>
  );
}

function Aside({ query, onQuery }: Pick<TokensProps, 'query' | 'onQuery'>) {
  const { checkAll, busy } = useActs();
  return (
    <>
      <TextInput
        type="search"
        className="tk-search"
        aria-label="Search tokens"
        placeholder="Search"
        aria-keyshortcuts="/"
        leftSection={<IconSearch size={16} />}
        rightSection={query === '' ? <kbd className="tk-key">/</kbd> : null}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
      />
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={busy.check}
        onClick={() => void checkAll()}
      >
        Check all
      </Button>
    </>
  );
}

function NoTokens() {
  const go = useGo();
  return (
    <Page title="Tokens">
      <div className="tk-empty">
        <p>No tokens yet.</p>
        <p className="tk-quiet">
          Copy a token and add it from the clipboard. Its value goes into the keychain of this machine and is never
          shown again; the window keeps only what is known about it.
        </p>
        <Button leftSection={<IconPlus size={16} />} onClick={() => go({ screen: 'add' })}>
          Add a token
        </Button>
      </div>
    </Page>
  );
}
