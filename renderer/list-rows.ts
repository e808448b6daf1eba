import type { Group } from '../shared/list-look.ts';
import type { TokenView } from '../shared/snapshot.ts';
import { facetOf, GRAVITIES } from './list-filter.ts';

export type ListRow =
  | { readonly kind: 'token'; readonly id: string; readonly view: TokenView }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly name: string;
      readonly views: readonly TokenView[];
      readonly folded: boolean;
    };

const tokenRow = (view: TokenView): ListRow => ({ kind: 'token', id: view.token.id, view });

/** The list as it is drawn: each group's heading before its tokens, and without them where it is folded. */
export function rowsOf(
  views: readonly TokenView[],
  group: Group,
  folded: ReadonlySet<string>,
  nameOf: (key: string) => string,
): readonly ListRow[] {
  if (group === 'none') return views.map(tokenRow);
  const groups = new Map<string, TokenView[]>();
  for (const view of views) {
    const key = facetOf(view, group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [view]);
    else known.push(view);
  }
  const keys = group === 'state' ? GRAVITIES : [...groups.keys()].sort(byName(nameOf));
  return keys.flatMap((key) => {
    const inside = groups.get(key);
    if (inside === undefined) return [];
    const isFolded = folded.has(key);
    const heading: ListRow = { kind: 'group', id: `group ${key}`, name: nameOf(key), views: inside, folded: isFolded };
    return isFolded ? [heading] : [heading, ...inside.map(tokenRow)];
  });
}

/** What nobody named comes last. */
const byName =
  (nameOf: (key: string) => string) =>
  (a: string, b: string): number =>
    a === '' ? 1 : b === '' ? -1 : nameOf(a).localeCompare(nameOf(b));

/** The key of a group by the id of its row. */
export const groupKey = (id: string): string => id.slice('group '.length);
