import { describe, expect, test } from 'vitest';
import { deWindow } from '../../shared/words/de/window.ts';
import { enWindow } from '../../shared/words/en/window.ts';
import { ENGLISH } from '../support/english-words.ts';
import { wordsIn } from '../../shared/words/in-language.ts';

/** Some ask for numbers, some for names. */
function sayWith(part: (...facts: never) => unknown, facts: readonly unknown[]): unknown {
  try {
    return Reflect.apply(part, undefined, facts);
  } catch {
    return undefined;
  }
}

/** Every text of a catalogue by its path; what needs facts is given some. */
function textsOf(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (isSaying(part)) {
    const said = sayWith(part, [3, 7, 2]) ?? sayWith(part, ['a', 'b', 'c']);
    return textsOf(typeof said === 'object' ? Object.values(said as object).join(' ') : said, path);
  }
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => textsOf(inner, path === '' ? key : `${path}.${key}`));
}

const isSaying = (part: unknown): part is (...facts: never) => unknown => typeof part === 'function';

/** Names, and words that both languages have. */
const BOTH =
  /^(Name|Client-ID|Host|Proxy|Token|Tokens|Status|English|Deutsch|Repository|App-ID|Code|Version|Passphrase|Team|PostgreSQL|\d( in \d|: \d\.)|.{0,3})$/;

const german = textsOf(deWindow);
const english = new Map(textsOf(enWindow));

describe('the window in German', () => {
  test('has every text that it has in English', () => {
    const known = new Set(german.map(([path]) => path));
    expect([...english.keys()].filter((path) => !known.has(path))).toEqual([]);
    expect(german.length).toBeGreaterThan(300);
  });

  test('has no English sentence', () => {
    const suspicious = german.filter(([, text]) => ENGLISH.test(text.replaceAll(/\btokenkeep \w+/g, '')));
    expect(suspicious).toEqual([]);
  });

  test('says nothing as English does, but names and what both have', () => {
    const same = german.filter(([path, text]) => english.get(path) === text && !BOTH.test(text));
    expect(same).toEqual([]);
  });

  test('calls nobody by the first name, and shouts at nobody', () => {
    expect(german.filter(([, text]) => /\b(du|dein\w*|dir|dich)\b|!/i.test(text))).toEqual([]);
  });
});

test('the tray in German has no English word', () => {
  expect(textsOf(wordsIn('de').tray).filter(([, text]) => ENGLISH.test(text))).toEqual([]);
});

test('a number takes the form that the language gives it', () => {
  const [en, de] = [enWindow.home, deWindow.home];
  expect([en.needYou(1), en.needYou(2), de.needYou(1), de.needYou(2)]).toEqual([
    '1 token needs you',
    '2 tokens need you',
    '1 Token braucht Sie',
    '2 Token brauchen Sie',
  ]);
  expect([enWindow.frame.number(12_345), deWindow.frame.number(12_345)]).toEqual(['12,345', '12.345']);
});
