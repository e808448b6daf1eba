import { describe, expect, test } from 'vitest';
import { noFilter, passes } from '../../renderer/list-filter.ts';
import { orderBy, turned } from '../../renderer/list-order.ts';
import { rowsOf } from '../../renderer/list-rows.ts';
import { days } from '../../shared/time.ts';
import type { Sort } from '../../shared/list-look.ts';
import { endsAt, viewOf } from './a-view.ts';

const valid = { kind: 'valid' } as const;
const views = [
  viewOf('beta', valid, { owner: 'Bob', expiry: endsAt(days(20)) }),
  viewOf('alpha', valid, { owner: 'Alice', environment: 'production', provider: 'gitlab' }),
  viewOf('gamma', { kind: 'revoked' }, { expiry: endsAt(days(10)) }),
];
const order = (sort: Sort) => [...views].sort(orderBy(sort)).map(({ token }) => token.label);

describe('the order of the list', () => {
  test('is worst first, and by any other fact with what is not known last, either way round', () => {
    expect(order('state')[0]).toBe('gamma');
    expect(order('name')).toEqual(['alpha', 'beta', 'gamma']);
    expect(order('-name')).toEqual(['gamma', 'beta', 'alpha']);
    expect(order('ends')).toEqual(['gamma', 'beta', 'alpha']);
    expect(order('-ends')).toEqual(['beta', 'gamma', 'alpha']);
  });

  test('turns round with the second click on a heading', () => {
    expect(turned('state', 'name')).toBe('name');
    expect(turned('name', 'name')).toBe('-name');
    expect(turned('-name', 'name')).toBe('name');
  });
});

describe('filters', () => {
  const left = (filter: Partial<typeof noFilter>) =>
    views.filter((view) => passes(view, { ...noFilter, ...filter })).map(({ token }) => token.label);

  test('leave what has one of the chosen under every facet', () => {
    expect(left({})).toHaveLength(3);
    expect(left({ owner: ['Alice', 'Bob'] })).toEqual(['beta', 'alpha']);
    expect(left({ owner: ['Alice', 'Bob'], provider: ['gitlab'] })).toEqual(['alpha']);
    expect(left({ state: ['dead'] })).toEqual(['gamma']);
  });

  test('find what nobody is named for', () => {
    expect(left({ owner: [''] })).toEqual(['gamma']);
  });
});

describe('groups', () => {
  const rows = (folded: readonly string[] = []) =>
    rowsOf(views, 'owner', new Set(folded), (key) => key || 'none named');
  const drawn = (some: ReturnType<typeof rows>) =>
    some.map((row) => (row.kind === 'group' ? `${row.name} (${row.views.length})` : row.view.token.label));

  test('stand by name, with what nobody is named for at the end', () => {
    expect(drawn(rows())).toEqual(['Alice (1)', 'alpha', 'Bob (1)', 'beta', 'none named (1)', 'gamma']);
  });

  test('hide their tokens where they are folded, and still say how many there are', () => {
    expect(drawn(rows(['Alice', '']))).toEqual(['Alice (1)', 'Bob (1)', 'beta', 'none named (1)']);
  });

  test('by state are worst first', () => {
    const byState = rowsOf(views, 'state', new Set(), (key) => key);
    expect(byState.flatMap((row) => (row.kind === 'group' ? [row.name] : []))).toEqual(['dead', 'well']);
  });
});
