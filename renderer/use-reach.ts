import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ListRow } from './list-rows.ts';

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
};

/** Which row of a list the Tab key reaches, moved by the arrow keys. */
export function useReach(
  list: { readonly current: HTMLElement | null },
  rows: readonly ListRow[],
  from: string | undefined,
  scrollTo: (index: number) => void,
) {
  const [id, reach] = useState(from);
  const wanted = useRef(from !== undefined);
  const reached = Math.max(
    0,
    rows.findIndex((row) => row.id === id),
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
    const to = STEPS[event.key]?.(reached, rows.length - 1);
    const next = to === undefined ? undefined : rows[to];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    wanted.current = true;
    reach(next.id);
    scrollTo(to ?? 0);
  };
  return { reached, reach, move };
}
