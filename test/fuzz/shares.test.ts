import { expect, test } from 'vitest';
import { SHARES } from './shares.ts';

test('the doors are tried a hundred thousand times in all', () => {
  expect(Object.values(SHARES).reduce((sum, share) => sum + share, 0)).toBeGreaterThanOrEqual(100_000);
});
