import { memo } from 'react';
import type { TokenView } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import { exactTime } from '../../shared/words-time.ts';
import { statusWords } from '../../shared/words.ts';
import { endWords } from '../end-words.ts';
import { useGo } from '../place.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

interface TokenRowProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly checking: boolean;
  readonly index: number;
  readonly count: number;
  /** The one row that Tab reaches; the arrow keys move it. */
  readonly reachable: boolean;
  /** How far below the list's own top, in pixels. */
  readonly top: number;
  readonly onCopy: (view: TokenView) => void;
  readonly onReach: (token: TokenId) => void;
}

/** Drawn again only when something of its own changed: scrolling through thousands draws only what is new. */
export const TokenRow = memo(function TokenRow({
  view,
  provider,
  checking,
  index,
  count,
  reachable,
  top,
  onCopy,
  onReach,
}: TokenRowProps) {
  const now = useNow();
  const go = useGo();
  const { id, label, owner, expiry } = view.token;
  const tabIndex = reachable ? 0 : -1;
  const words = checking ? 'Checking' : statusWords(view, now);
  return (
    <li
      className="tk-row"
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={count}
      aria-posinset={index + 1}
      onFocus={() => onReach(id)}
    >
      <button
        type="button"
        className="tk-row-open"
        data-index={index}
        tabIndex={tabIndex}
        onClick={() => go({ screen: 'token', token: id })}
      >
        <StateMark status={view.status} now={now} />
        <span className="tk-row-name" title={label}>
          {label}
        </span>
        <span className="tk-row-state" title={words}>
          {words}
        </span>
        <span className="tk-row-provider" title={provider}>
          {provider}
        </span>
        <span className="tk-row-owner" title={owner}>
          {owner}
        </span>
        <span className="tk-row-ends tk-figures" title={expiry.kind === 'at' ? exactTime(expiry.at) : undefined}>
          {endWords(expiry, now)}
        </span>
      </button>
      <button
        type="button"
        className="tk-row-copy"
        tabIndex={tabIndex}
        aria-label={`Copy ${label}`}
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
