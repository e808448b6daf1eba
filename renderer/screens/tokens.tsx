import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import { countFilters, noFilter, useFilter } from '../list-filter.ts';
import { rowsOf } from '../list-rows.ts';
import { BulkBar } from '../parts/bulk-bar.tsx';
import { ListHead } from '../parts/list-head.tsx';
import { ListTools } from '../parts/list-tools.tsx';
import { Page } from '../parts/page.tsx';
import { TokenList } from '../parts/token-list.tsx';
import { useSpoken } from '../speaking.ts';
import { useFound } from '../use-found.ts';
import { useListLook, type ListLook } from '../use-list-look.ts';
import { useSelection } from '../use-selection.ts';
import { Welcome } from './welcome.tsx';

interface TokensProps {
  readonly snapshot: Snapshot;
  /** The token one came back from. */
  readonly from: TokenId | undefined;
}

/** All tokens: searched, filtered, ordered, grouped, and several at once. */
export function Tokens({ snapshot, from }: TokensProps) {
  if (snapshot.tokens.length === 0) return <Welcome snapshot={snapshot} />;
  return <List snapshot={snapshot} from={from} />;
}

function List({ snapshot, from }: TokensProps) {
  const { text } = useSpoken();
  const { filter, setFilter } = useFilter();
  const { look, change } = useListLook(snapshot.settings);
  const found = useFound(snapshot, filter, look.sort);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const onFold = useCallback((key: string) => setFolded((before) => toggled(before, key)), []);
  const onLook = useCallback((part: Partial<ListLook>) => void change(part), [change]);
  const nameOf = useGroupNames(snapshot);
  const rows = useMemo(() => rowsOf(found, look.group, folded, nameOf), [found, look.group, folded, nameOf]);
  const selection = useSelection(found);
  const all = snapshot.tokens.length;
  const isWhole = found.length === all;

  return (
    <Page
      title={text.frame.screens.tokens}
      takesFocus={from === undefined}
      aside={<ListTools snapshot={snapshot} look={look} onLook={onLook} />}
    >
      <div className="tk-list-bar">
        {selection.views.length > 0 ? (
          <BulkBar views={selection.views} snapshot={snapshot} onClear={selection.clear} />
        ) : (
          <p className="tk-quiet tk-figures" role="status">
            {isWhole ? text.frame.tokens(all) : text.tokens.found(found.length, all)}
            {(countFilters(filter) > 0 || filter.query !== '') && (
              <button type="button" className="tk-more" onClick={() => setFilter(noFilter)}>
                {text.tokens.clearSearch}
              </button>
            )}
          </p>
        )}
      </div>
      {found.length === 0 ? (
        <div className="tk-empty">
          <p>{text.tokens.nothingFound}</p>
          <Button variant="default" onClick={() => setFilter(noFilter)}>
            {text.tokens.clearSearch}
          </Button>
        </div>
      ) : (
        <>
          <ListHead look={look} found={found} selection={selection} onLook={onLook} />
          <TokenList
            rows={rows}
            snapshot={snapshot}
            columns={look.columns}
            from={from}
            selection={selection}
            onFold={onFold}
          />
        </>
      )}
    </Page>
  );
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** A group by the name of its provider, its state, or what a person called it. */
function useGroupNames({ providers }: Snapshot): (key: string) => string {
  const { text } = useSpoken();
  return useMemo(() => {
    const names = new Map([
      ...providers.map(({ id, name }) => [id, name] as const),
      ...Object.entries(text.tokens.states),
      ['', text.tokens.without] as const,
    ]);
    return (key) => names.get(key) ?? key;
  }, [providers, text]);
}
