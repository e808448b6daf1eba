import { ActionIcon } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { TokenView } from '../../shared/snapshot.ts';
import { exactTime } from '../../shared/words-time.ts';
import { statusWords } from '../../shared/words.ts';
import { endWords } from '../end-words.ts';
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
  readonly style: CSSProperties;
  readonly onOpen: () => void;
  readonly onCopy: () => void;
  readonly onReach: () => void;
}

export function TokenRow({
  view,
  provider,
  checking,
  index,
  count,
  reachable,
  style,
  onOpen,
  onCopy,
  onReach,
}: TokenRowProps) {
  const now = useNow();
  const { label, owner, expiry } = view.token;
  const tabIndex = reachable ? 0 : -1;
  const words = checking ? 'Checking' : statusWords(view, now);
  return (
    <li className="tk-row" style={style} aria-setsize={count} aria-posinset={index + 1} onFocus={onReach}>
      <button type="button" className="tk-row-open" data-index={index} tabIndex={tabIndex} onClick={onOpen}>
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
      <ActionIcon
        className="tk-row-copy"
        variant="subtle"
        color="gray"
        tabIndex={tabIndex}
        aria-label={`Copy ${label}`}
        onClick={onCopy}
      >
        <IconCopy size={16} />
      </ActionIcon>
    </li>
  );
}
