import { expect, test } from 'vitest';
import { createTokenSearch, termsOf } from '../../renderer/search.ts';
import { viewOf } from './a-view.ts';

const view = viewOf(
  'Deploy bot',
  { kind: 'expired' },
  { owner: 'Alice', consumers: ['build-07'], host: 'https://git.example.org', scopes: ['repo'] },
);
const search = createTokenSearch(() => ['GitHub', 'Dead']);
const finds = (query: string) => search.matches(view, termsOf(query));

test('finds a token by any of what is known of it, in any letter case and order', () => {
  const queries = ['deploy', 'BOT alice', 'build-07 github', 'git.example.org', 'expired', 'dead', 'repo', ''];
  expect(queries.filter(finds)).toEqual(queries);
});

test('finds nothing unless every word is there', () => {
  expect(finds('deploy bob')).toBe(false);
});
