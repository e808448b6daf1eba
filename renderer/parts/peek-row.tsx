import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { TokenView } from '../../shared/snapshot.ts';
import { bridge } from '../bridge.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

interface PeekRowProps {
  readonly view: TokenView;
  readonly onOpen: (view: TokenView) => void;
}

/** One token in the small window. What could not be copied is told in the large one: here is no room for a reason. */
export function PeekRow({ view, onOpen }: PeekRowProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const [copied, setCopied] = useState(false);
  const { id, label } = view.token;
  const copy = async (): Promise<void> => {
    const answer = await bridge.ask('copy', { token: id });
    if (answer.ok) setCopied(true);
    else onOpen(view);
  };
  const Sign = copied ? IconCheck : IconCopy;
  return (
    <li>
      <button type="button" className="tk-peek-open" onClick={() => onOpen(view)}>
        <StateMark status={view.status} now={now} />
        <span>
          <span className="tk-row-name">{label}</span>
          <span className="tk-quiet tk-small">{words.status(view, now)}</span>
        </span>
      </button>
      <button
        type="button"
        className="tk-row-copy"
        aria-label={text.tokens.copyOf(label)}
        title={text.frame.copy}
        onClick={() => void copy()}
      >
        <Sign size={16} aria-hidden="true" />
      </button>
    </li>
  );
}
