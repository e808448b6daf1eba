import { expect, test } from 'vitest';
import { createCounting } from '../../shared/words/counting.ts';
import { LANGUAGES } from '../../shared/words/language.ts';

test.each(LANGUAGES)('in %s each whole number takes the form that Intl says, which is not asked for it', (language) => {
  const { count } = createCounting(language);
  const rules = new Intl.PluralRules(language);
  const whole = [...Array(1200).keys(), 1_000_000, 1_000_001, -1, -2];
  const wrong = whole.filter((n) => count(n, { one: 'one', other: 'other' }) !== rules.select(n));
  expect(wrong).toEqual([]);
});

test.each(LANGUAGES)('in %s a part of a whole takes the form that Intl says too', (language) => {
  const rules = new Intl.PluralRules(language);
  const { count } = createCounting(language);
  for (const n of [0.5, 1.5, 2.25]) expect(count(n, { one: 'one', other: 'other' })).toBe(rules.select(n));
});
