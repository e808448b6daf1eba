import { expect, test } from 'vitest';
import { bugFields } from '../../main/domain/bug.ts';

test('of a thrown error only code and places are told, never its message', () => {
  const value = 'ghp_'.padEnd(40, '0');
  const { code, stack } = bugFields(new TypeError(`cannot read ${value}`));
  expect(code).toBe('TypeError');
  expect(stack).toContain('bug.test.ts');
  expect(stack).not.toContain(value);
  expect(bugFields(Object.assign(new Error(value), { code: 'EPIPE' })).code).toBe('EPIPE');
  expect(bugFields(value)).toEqual({ code: 'string', stack: '' });
});
