import { describe, expect, test } from 'vitest';
import { formsIn, freshCanary } from '../support/canary.ts';
import { createMasking } from '../../main/cli/exec/masking.ts';

const VALUE = 'not-a-value/0000 "é"';

/** Everything that comes out, with the input cut at some places. */
function masked(text: string, cuts: readonly number[], values: readonly string[] = [VALUE]): string {
  const masking = createMasking(values);
  const bytes = Buffer.from(text);
  const places = [0, ...cuts, bytes.length];
  const parts = places.slice(1).map((to, index) => masking.push(bytes.subarray(places[index], to)));
  return Buffer.concat([...parts, masking.end()]).toString();
}

const positions = (text: string): readonly number[] => [...Buffer.from(text).keys()];

describe('a value is taken out', () => {
  test('wherever the output is cut', () => {
    const text = `before ${VALUE} after`;
    for (const cut of positions(text)) expect(masked(text, [cut])).toBe('before *** after');
    expect(masked(text, positions(text))).toBe('before *** after');
  });

  test.each([
    ['base64', Buffer.from(VALUE).toString('base64')],
    ['base64 for addresses', Buffer.from(VALUE).toString('base64url')],
    ['an address', encodeURIComponent(VALUE)],
    ['an address in small letters', encodeURIComponent(VALUE).replace(/%../g, (escape) => escape.toLowerCase())],
    ['a form', new URLSearchParams({ v: VALUE }).toString().slice(2)],
    ['JSON', JSON.stringify(VALUE).slice(1, -1)],
    ['JSON in ASCII', JSON.stringify(VALUE).slice(1, -1).replace('é', '\\u00e9')],
    ['JSON with escaped slashes', JSON.stringify(VALUE).slice(1, -1).replaceAll('/', '\\/')],
  ])('as %s', (_name, form) => {
    for (const cut of positions(form)) expect(masked(`<${form}>`, [cut])).toBe('<***>');
  });

  test('as a part of longer base64, and broken over lines', () => {
    const canary = freshCanary('long').repeat(3);
    for (const before of ['', 'u', 'us', 'user:']) {
      const base64 = Buffer.from(`${before}${canary} and more`).toString('base64');
      const broken = base64.replace(/.{76}/g, '$&\n');
      for (const text of [base64, broken]) {
        expect(formsIn(masked(text, [], [canary]).replaceAll('\n', ''), canary)).toEqual([]);
      }
    }
  });

  test('line by line, where it has several, and with the line ends of a terminal', () => {
    const key = ['first-line-0000', 'second-line-000', 'third'].join('\n');
    expect(masked(`<${key.replaceAll('\n', '\r\n')}>`, [], [key])).toBe('<***>');
    expect(masked('the second-line-000 alone', [], [key])).toBe('the *** alone');
  });

  test('where one value begins like another, and where they touch', () => {
    const [short, long] = ['not-a-value', 'not-a-value-longer'];
    for (const cut of positions(long)) expect(masked(`<${long}>`, [cut + 1], [short, long])).toBe('<***>');
    expect(masked(`${short}${short}`, [], [short])).toBe('***');
  });
});

test('everything else comes out as it went in, bytes that are no text too', () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 31) % 256));
  const masking = createMasking([VALUE]);
  expect(Buffer.concat([masking.push(bytes), masking.end()]).equals(bytes)).toBe(true);
  expect(masked('not-a-value/0000', [3, 7])).toBe('not-a-value/0000');
});

test('a prompt that ends like a value begins is shown after a moment, and the value still never is', () => {
  const masking = createMasking([VALUE]);
  expect(masking.push(Buffer.from('name: n')).toString()).toBe('name: ');
  expect(masking.idle().toString()).toBe('n');
  expect(Buffer.concat([masking.push(Buffer.from(VALUE.slice(1))), masking.end()]).toString()).toBe('***');
  masking.push(Buffer.from(VALUE.slice(0, 5)));
  expect(masking.idle().toString()).toBe('');
});
