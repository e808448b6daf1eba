import { memo } from 'react';
import type { Column, Sort, SortKey } from '../../shared/list-look.ts';
import { SORTS } from '../../shared/list-look.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { gridOf } from '../list-grid.ts';
import { isReversed, keyOf, turned } from '../list-order.ts';
import { useSpoken } from '../speaking.ts';
import type { ListLook } from '../use-list-look.ts';
import type { Selection } from '../use-selection.ts';

interface ListHeadProps {
  readonly look: ListLook;
  readonly found: readonly TokenView[];
  readonly selection: Selection;
  readonly onLook: (part: Partial<ListLook>) => void;
}

/** Headings; a click orders by one, a second the other way round. */
export const ListHead = memo(function ListHead({ look, found, selection, onLook }: ListHeadProps) {
  const { text } = useSpoken();
  const isAll = selection.ids.size > 0 && selection.ids.size >= found.length;
  const headings: readonly (Column | 'name' | 'state')[] = ['name', 'state', ...look.columns];
  return (
    <div className="tk-columns">
      <input
        type="checkbox"
        className="tk-check"
        aria-label={text.tokens.selectAll}
        checked={isAll}
        onChange={() => (isAll ? selection.clear() : selection.set(found))}
      />
      <div className="tk-cells" style={gridOf(look.columns)}>
        <span />
        {headings.map((column) => (
          <Heading key={column} column={column} sort={look.sort} onSort={(sort) => onLook({ sort })} />
        ))}
      </div>
    </div>
  );
});

const isSort = (column: string): column is SortKey => (SORTS as readonly string[]).includes(column);

interface HeadingProps {
  readonly column: Column | 'name' | 'state';
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function Heading({ column, sort, onSort }: HeadingProps) {
  const { text } = useSpoken();
  const name = text.tokens.columns[column];
  if (!isSort(column)) return <span>{name}</span>;
  const isHere = keyOf(sort) === column;
  return (
    <button
      type="button"
      className="tk-heading"
      aria-label={text.tokens.sortBy(name)}
      aria-pressed={isHere}
      onClick={() => onSort(turned(sort, column))}
    >
      {name}
      {isHere && <span aria-hidden="true">{isReversed(sort) ? ' ↑' : ' ↓'}</span>}
    </button>
  );
}
