import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import { useActs } from '../use-acts.ts';
import { TokenRow } from './token-row.tsx';

const ROW_PX = 36;
/** Up to here every row is drawn; beyond, only what is near the view. */
const MOST_WHOLE = 200;

interface TokenListProps {
  readonly views: readonly TokenView[];
  readonly snapshot: Pick<Snapshot, 'providers' | 'checking'>;
  /** The token one came back from: its row has the focus again. */
  readonly from: TokenId | undefined;
}

/** All tokens, one Tab stop: arrows, Home and End move from row to row. */
export function TokenList({ views, snapshot, from }: TokenListProps) {
  const { copy } = useActs();
  const onCopy = useCallback((view: TokenView) => void copy(view), [copy]);
  const list = useRef<HTMLUListElement>(null);
  // The same function while the tokens are the same: a new one makes it measure every row anew.
  const getItemKey = useCallback((index: number) => views[index]?.token.id ?? index, [views]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to be memoised
  const rows = useVirtualizer({
    count: views.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('.tk-main') ?? null,
    estimateSize: () => ROW_PX,
    overscan: views.length > MOST_WHOLE ? 12 : MOST_WHOLE,
    scrollMargin: useOffset(list),
    getItemKey,
  });
  const { reached, reach, move } = useReach(list, views, from, rows.scrollToIndex);
  const names = new Map(snapshot.providers.map(({ id, name }) => [id, name]));
  const checking = new Set(snapshot.checking);

  return (
    <>
      <Columns />
      <ul
        ref={list}
        className="tk-list"
        aria-label="All tokens"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={move}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const view = views[index];
          if (view === undefined) return null;
          const { id, provider } = view.token;
          return (
            <TokenRow
              key={key}
              view={view}
              provider={names.get(provider) ?? provider}
              checking={checking.has(id)}
              index={index}
              count={views.length}
              reachable={index === reached}
              top={start - rows.options.scrollMargin}
              onCopy={onCopy}
              onReach={reach}
            />
          );
        })}
      </ul>
    </>
  );
}

/** Each row says all of it in words already. */
function Columns() {
  return (
    <div className="tk-columns" aria-hidden="true">
      <span />
      <span>Name</span>
      <span>State</span>
      <span className="tk-row-provider">Provider</span>
      <span className="tk-row-owner">Owner</span>
      <span className="tk-row-ends">Ends</span>
    </div>
  );
}

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

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
};

function useReach(
  list: { readonly current: HTMLElement | null },
  views: readonly TokenView[],
  from: TokenId | undefined,
  scrollTo: (index: number) => void,
) {
  const [id, reach] = useState(from);
  const wanted = useRef(from !== undefined);
  const reached = Math.max(
    0,
    views.findIndex(({ token }) => token.id === id),
  );

  // The row may have to be scrolled to before it is there to be focused.
  useEffect(() => {
    if (!wanted.current) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${reached}"]`);
    if (row === null || row === undefined) return scrollTo(reached);
    wanted.current = false;
    row.focus();
  });

  const move = (event: KeyboardEvent): void => {
    const to = STEPS[event.key]?.(reached, views.length - 1);
    const next = to === undefined ? undefined : views[to];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    wanted.current = true;
    reach(next.token.id);
    scrollTo(to ?? 0);
  };
  return { reached, reach, move };
}
