import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ListRow } from '../list-rows.ts';
import { groupKey } from '../list-rows.ts';
import { useSpoken } from '../speaking.ts';

interface GroupRowProps {
  readonly row: Extract<ListRow, { kind: 'group' }>;
  readonly index: number;
  readonly reachable: boolean;
  readonly onFold: (key: string) => void;
  readonly onReach: (row: string) => void;
}

export function GroupRow({ row, index, reachable, onFold, onReach }: GroupRowProps) {
  const { text } = useSpoken();
  const { id, name, views, folded } = row;
  const Sign = folded ? IconChevronRight : IconChevronDown;
  return (
    <li className="tk-row tk-group-row" onFocus={() => onReach(id)}>
      <button
        type="button"
        className="tk-row-open"
        data-index={index}
        tabIndex={reachable ? 0 : -1}
        aria-expanded={!folded}
        aria-label={folded ? text.tokens.unfold(name) : text.tokens.fold(name)}
        onClick={() => onFold(groupKey(id))}
      >
        <Sign size={16} aria-hidden="true" />
        <span className="tk-row-name">{name}</span>
        <span className="tk-quiet tk-figures">{text.frame.number(views.length)}</span>
      </button>
    </li>
  );
}
