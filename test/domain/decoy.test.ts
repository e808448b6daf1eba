import { describe, expect, test } from 'vitest';
import { decoyOf } from '../../main/domain/decoy.ts';
import { registry } from '../../main/providers/registry.ts';
import { Secret } from '../../main/domain/secret.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';

const madeUp = (value: string, looksAlike: (text: string) => boolean = () => true): string | undefined =>
  decoyOf({ access: new Secret(value), fields: {} }, () => 0.5, looksAlike)?.access.use((text) => text);

describe('a made-up value', () => {
  test('is as long as the real one, of the same sort of characters, and another at every place', () => {
    expect(madeUp('09afgzAFGZ-_0123')).toMatch(/^\d{2}[a-f]{2}[g-z]{2}[A-F]{2}[G-Z]{2}-_\d{4}$/);
    const [real, other = ''] = ['0'.repeat(40), madeUp('0'.repeat(40))];
    expect(Array.from(real).every((character, i) => character !== other[i])).toBe(true);
  });

  test('keeps only as much of the beginning as makes it one of its kind', () => {
    const value = `ghp_${'0'.repeat(36)}`;
    const kindOf = (text: string) => registry.recognise(text)[0]?.kindId;
    expect(madeUp(value, (text) => kindOf(text) === kindOf(value))).toMatch(/^ghp_[1-9]{36}$/);
  });

  test('is not made of what is too short, of several lines, or of a whole document', () => {
    expect(madeUp('short')).toBeUndefined();
    expect(madeUp('two lines\nof a key, long enough')).toBeUndefined();
    expect(madeUp('{"type":"service_account","key":"0000"}')).toBeUndefined();
    expect(madeUp('0'.repeat(40), () => false)).toBeUndefined();
  });

  test.each(allKinds.map((rows) => [rows.kind, rows] as const))(
    'of %s looks like one',
    (_kind, { value, context = {} }) => {
      const kindsOf = (text: string) =>
        registry
          .recognise(text, context)
          .map(({ kindId }) => kindId)
          .join();
      const made = madeUp(value(), (text) => kindsOf(text) === kindsOf(value()));
      expect(made === undefined || (made !== value() && kindsOf(made) === kindsOf(value()))).toBe(true);
    },
  );
});
