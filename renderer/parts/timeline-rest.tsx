import { Menu } from '@mantine/core';
import type { Mark } from '../ahead.ts';
import { tokenList, useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

const MOST_LISTED = 10;

/** What the pile has no room for. */
export function TimelineRest({
  marks,
  onOpen,
}: {
  readonly marks: readonly Mark[];
  readonly onOpen: (mark: Mark) => void;
}) {
  const now = useNow();
  const go = useGo();
  const { words, text } = useSpoken();
  const rest = marks.length - MOST_LISTED;
  return (
    <Menu position="bottom" withinPortal>
      <Menu.Target>
        <button type="button" className="tk-plot-rest" aria-label={text.home.several(marks.length)}>
          +{marks.length > 99 ? '99' : marks.length}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {marks.slice(0, MOST_LISTED).map((mark) => (
          <Menu.Item key={mark.view.token.id} onClick={() => onOpen(mark)}>
            {mark.view.token.label} <span className="tk-quiet">{words.time.left(mark.at, now)}</span>
          </Menu.Item>
        ))}
        {rest > 0 && <Menu.Item onClick={() => go(tokenList)}>{text.home.severalMore(rest)}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
