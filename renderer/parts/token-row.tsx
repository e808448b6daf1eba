import { memo, type KeyboardEvent } from 'react';
import type { Column } from '../../shared/list-look.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { gridOf } from '../list-grid.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import type { Selection } from '../use-selection.ts';
import { StateMark } from './state-mark.tsx';
import { TokenCell } from './token-cell.tsx';

interface TokenRowProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly columns: readonly Column[];
  readonly checking: boolean;
  readonly selected: boolean;
  readonly index: number;
  readonly count: number;
  /** The one row that Tab reaches; the arrow keys move it. */
  readonly reachable: boolean;
  readonly onCopy: (view: TokenView) => void;
  readonly onReach: (row: string) => void;
  readonly onToggle: Selection['toggle'];
}

/** Drawn again only when something of its own changed: scrolling through thousands draws only what is new. */
export const TokenRow = memo(function TokenRow(props: TokenRowProps) {
  const { view, provider, columns, checking, selected, index, count, reachable, onCopy, onReach, onToggle } = props;
  const now = useNow();
  const go = useGo();
  const { words, text } = useSpoken();
  const { id, label } = view.token;
  const tabIndex = reachable ? 0 : -1;
  const state = checking ? text.frame.checking : words.status(view, now);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    event.preventDefault();
    onToggle(view, event.shiftKey);
  };
  return (
    <li
      className={selected ? 'tk-row tk-selected' : 'tk-row'}
      aria-setsize={count}
      aria-posinset={index + 1}
      onFocus={() => onReach(id)}
    >
      <input
        type="checkbox"
        className="tk-check"
        tabIndex={tabIndex}
        aria-label={text.tokens.select(label)}
        checked={selected}
        onChange={(event) => onToggle(view, (event.nativeEvent as MouseEvent).shiftKey)}
      />
      <button
        type="button"
        className="tk-row-open tk-cells"
        style={gridOf(columns)}
        data-index={index}
        tabIndex={tabIndex}
        onKeyDown={press}
        onClick={() => go({ screen: 'token', token: id })}
      >
        <StateMark status={view.status} now={now} />
        <span className="tk-row-name" title={label}>
          {label}
        </span>
        <span className="tk-row-state" title={state}>
          {state}
        </span>
        {columns.map((column) => (
          <TokenCell key={column} column={column} view={view} provider={provider} now={now} />
        ))}
      </button>
      <button
        type="button"
        className="tk-row-copy"
        tabIndex={tabIndex}
        aria-label={text.tokens.copyOf(label)}
        title={text.frame.copy}
        onClick={() => onCopy(view)}
      >
        <CopyMark />
      </button>
    </li>
  );
});

/** Of our own: thousands are drawn while one scrolls. */
function CopyMark() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M5.5 5.5V4a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 13.5 4v5a1.5 1.5 0 0 1-1.5 1.5h-1.5M4 5.5h5A1.5 1.5 0 0 1 10.5 7v5A1.5 1.5 0 0 1 9 13.5H4A1.5 1.5 0 0 1 2.5 12V7A1.5 1.5 0 0 1 4 5.5Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
      />
    </svg>
  );
}
