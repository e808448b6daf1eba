/** What may stand beside name and state in the list of tokens. */
export const COLUMNS = [
  'provider',
  'account',
  'owner',
  'environment',
  'host',
  'scopes',
  'ends',
  'checked',
  'added',
] as const;
export type Column = (typeof COLUMNS)[number];

export const GROUPS = ['none', 'state', 'provider', 'owner', 'environment'] as const;
export type Group = (typeof GROUPS)[number];

export const SORTS = [
  'state',
  'name',
  'provider',
  'account',
  'owner',
  'environment',
  'host',
  'ends',
  'checked',
  'added',
] as const;
export type SortKey = (typeof SORTS)[number];
/** With a dash: the other way round. */
export type Sort = SortKey | `-${SortKey}`;
