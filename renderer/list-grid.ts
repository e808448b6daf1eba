import type { Column } from '../shared/list-look.ts';

const WEIGHTS: Readonly<Record<Column, number>> = {
  provider: 4,
  account: 3,
  owner: 3,
  environment: 3,
  host: 5,
  scopes: 5,
  ends: 4,
  checked: 3,
  added: 3,
};

/** Mark, name, state, and whatever else was chosen; the same for headings and rows. */
export const gridOf = (columns: readonly Column[]): { readonly gridTemplateColumns: string } => ({
  gridTemplateColumns: ['16px', ...[5, 6, ...columns.map((column) => WEIGHTS[column])].map(share)].join(' '),
});

const share = (weight: number): string => `minmax(0, ${weight}fr)`;
