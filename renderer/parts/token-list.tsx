import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Column } from '../../shared/list-look.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import type { ListRow } from '../list-rows.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useReach } from '../use-reach.ts';
import type { Selection } from '../use-selection.ts';
import { GroupRow } from './group-row.tsx';
import { TokenRow } from './token-row.tsx';

const ROW_PX = 36;
/** Up to here every row is drawn; beyond, only what is near the view. */
const MOST_WHOLE = 100;

interface TokenListProps {
  readonly rows: readonly ListRow[];
  readonly snapshot: Pick<Snapshot, 'providers' | 'checking'>;
  readonly columns: readonly Column[];
  /** The token one came back from: its row has the focus again. */
  readonly from: TokenId | undefined;
  readonly selection: Selection;
  readonly onFold: (key: string) => void;
}

/** All tokens, one Tab stop: arrows, Home and End move from row to row. */
export const TokenList = memo(function TokenList(props: TokenListProps) {
  const { rows, snapshot, columns, from, selection, onFold } = props;
  const { text } = useSpoken();
  const { copy } = useActs();
  const onCopy = useCallback((view: TokenView) => void copy(view), [copy]);
  const list = useRef<HTMLUListElement>(null);
  // The same function while the rows are the same: a new one makes it measure every row anew.
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to be memoised
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('.tk-main') ?? null,
    estimateSize: () => ROW_PX,
    overscan: rows.length > MOST_WHOLE ? 10 : MOST_WHOLE,
    scrollMargin: useOffset(list),
    getItemKey,
  });
  const { reached, reach, move } = useReach(list, rows, from, drawn.scrollToIndex);
  const names = useMemo(() => new Map(snapshot.providers.map(({ id, name }) => [id, name])), [snapshot.providers]);
  const checking = useMemo(() => new Set(snapshot.checking), [snapshot.checking]);

  const shown = drawn.getVirtualItems();
  const above = (shown[0]?.start ?? 0) - drawn.options.scrollMargin;
  return (
    <ul
      ref={list}
      className="tk-list"
      aria-label={text.tokens.all}
      aria-description={text.tokens.keys}
      style={{ height: drawn.getTotalSize() }}
      onKeyDown={move}
    >
      {/* Rows in the flow, behind what is not drawn, keep their layout while others come and go; rows placed one by one do not. */}
      <li aria-hidden="true" style={{ height: Math.max(0, above) }} />
      {shown.map(({ index, key }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const place = { index, reachable: index === reached, onReach: reach };
        if (row.kind === 'group') return <GroupRow key={key} row={row} {...place} onFold={onFold} />;
        const { id, provider } = row.view.token;
        return (
          <TokenRow
            key={key}
            {...place}
            view={row.view}
            provider={names.get(provider) ?? provider}
            columns={columns}
            checking={checking.has(id)}
            selected={selection.ids.has(id)}
            count={rows.length}
            onCopy={onCopy}
            onToggle={selection.toggle}
          />
        );
      })}
    </ul>
  );
});

/** How far the list begins below the top of what scrolls. */
function useOffset(list: { readonly current: HTMLElement | null }): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      const observer = new ResizeObserver(changed);
      if (list.current !== null) observer.observe(list.current);
      return () => observer.disconnect();
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.current?.offsetTop ?? 0);
}
