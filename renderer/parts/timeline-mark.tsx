import type { Mark } from '../ahead.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

interface TimelineMarkProps {
  readonly mark: Mark;
  /** The one mark that Tab reaches. */
  readonly isReached: boolean;
  readonly onRead: (mark: Mark) => void;
  readonly onOpen: (mark: Mark) => void;
}

export function TimelineMark({ mark, isReached, onRead, onOpen }: TimelineMarkProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { token, status } = mark.view;
  const when = words.time.left(mark.at, now);
  const what = mark.lane === 'itself' ? text.home.renews(when) : text.home.ends(when);
  return (
    <button
      type="button"
      className="tk-plot-mark"
      data-token={token.id}
      tabIndex={isReached ? 0 : -1}
      aria-label={`${token.label}, ${what}`}
      onMouseEnter={() => onRead(mark)}
      onFocus={() => onRead(mark)}
      onClick={() => onOpen(mark)}
    >
      {mark.lane === 'itself' ? <Renewing /> : <StateMark status={status} now={now} />}
    </button>
  );
}

/** A turning arrow: nobody is needed. */
function Renewing() {
  return (
    <svg className="tk-mark tk-itself" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M12.6 6.2A5 5 0 1 0 13 8.6M13 3v3.4H9.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
