import { expect, test } from 'vitest';
import { registry } from '../../main/providers/registry.ts';
import { issuerLetters } from '../../renderer/issuer-letters.ts';

test('every issuer has a mark of two letters that no other has', () => {
  const marks = registry.all.map(({ id }) => issuerLetters(id));
  expect(marks.filter((mark) => mark.length !== 2 || /\s/.test(mark))).toEqual([]);
  expect(marks.filter((mark, i) => marks.indexOf(mark) !== i)).toEqual([]);
});
