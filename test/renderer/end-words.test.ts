import { expect, test } from 'vitest';
import { endWords } from '../../renderer/end-words.ts';
import { learn } from '../../renderer/speaking.ts';
import { days, hours, instant } from '../../shared/time.ts';
import { endsAt, NOW } from './a-view.ts';

const en = await learn('en');

test('says what is near as time left and what is far as a date', () => {
  expect(endWords(endsAt(hours(36)), NOW, en)).toBe('in 1 day 12 hours');
  expect(endWords(endsAt(days(20)), NOW, en)).toBe('21 January');
  expect(endWords(endsAt(days(400)), NOW, en)).toBe('5 February 2028');
});

test('shows a date by the issuer as that date, wherever one is', () => {
  const at = instant(Date.UTC(2027, 5, 1));
  expect(endWords({ kind: 'at', at, precision: 'date', source: 'issuer' }, NOW, en)).toBe('1 June');
});

test('keeps never and not known apart', () => {
  expect(endWords({ kind: 'never', source: 'issuer' }, NOW, en)).toBe('Never');
  expect(endWords({ kind: 'unknown' }, NOW, en)).toBe('Not known');
});
