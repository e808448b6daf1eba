import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TokenView } from '../shared/snapshot.ts';
import type { TokenId } from '../shared/token.ts';

export interface Selection {
  readonly ids: ReadonlySet<TokenId>;
  /** `through`: all between this one and the last that was chosen. */
  readonly toggle: (view: TokenView, through: boolean) => void;
  readonly set: (views: readonly TokenView[]) => void;
  readonly clear: () => void;
}

const idOf = ({ token }: TokenView): TokenId => token.id;

/** Which tokens of the list are chosen; one that is no longer shown is not. */
export function useSelection(shown: readonly TokenView[]): Selection & { readonly views: readonly TokenView[] } {
  const [chosen, setChosen] = useState<ReadonlySet<TokenId>>(new Set());
  const last = useRef<TokenId>(undefined);
  const current = useRef(shown);
  useEffect(() => {
    current.current = shown;
  }, [shown]);

  const toggle = useCallback(({ token }: TokenView, through: boolean): void => {
    const from = last.current;
    last.current = token.id;
    setChosen((before) => {
      const next = new Set(before);
      if (through && from !== undefined) for (const id of between(current.current, from, token.id)) next.add(id);
      else if (!next.delete(token.id)) next.add(token.id);
      return next;
    });
  }, []);
  const set = useCallback((views: readonly TokenView[]) => setChosen(new Set(views.map(idOf))), []);
  const clear = useCallback(() => setChosen(new Set()), []);
  const views = useMemo(
    () => (chosen.size === 0 ? [] : shown.filter((view) => chosen.has(idOf(view)))),
    [chosen, shown],
  );
  return useMemo(() => ({ ids: chosen, views, toggle, set, clear }), [chosen, views, toggle, set, clear]);
}

function between(views: readonly TokenView[], from: TokenId, to: TokenId): readonly TokenId[] {
  const ids = views.map(idOf);
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
