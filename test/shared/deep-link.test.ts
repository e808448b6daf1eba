import { expect, test } from 'vitest';
import { linkedToken, tokenOfLink } from '../../shared/deep-link.ts';

test('a link names a token, however its name is written', () => {
  expect(tokenOfLink('tokenkeep://token/github-ci')).toBe('github-ci');
  expect(tokenOfLink('tokenkeep://token/my%20own%20%C3%BC/')).toBe('my own ü');
  expect(linkedToken(['--home=/x', 'tokenkeep://token/a%2Fb'])).toBe('a/b');
});

test.each([
  'tokenkeep://token/',
  'tokenkeep://revoke/github-ci',
  'tokenkeep://token/a/b',
  'tokenkeep://token/a?do=revoke',
  'tokenkeep://token/a#b',
  'tokenkeep://token/%00',
  'tokenkeep://token/%E0%A4%A',
  'https://token/a',
  ` tokenkeep://token/a`,
  `tokenkeep://token/${'a'.repeat(201)}`,
  `tokenkeep://token/${'%61'.repeat(400)}`,
])('%s leads nowhere', (link) => {
  expect(tokenOfLink(link)).toBeUndefined();
});
