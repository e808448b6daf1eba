const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const WORDS = 4;

/**
 * Four words that can be said over a telephone, of 64 bits: each is 16 bits as consonant, vowel, consonant, vowel, consonant
 * (https://arxiv.org/html/0901.4016). `hex` are at least 16 hex digits.
 */
export function phraseOf(hex: string): string {
  const words = Array.from({ length: WORDS }, (_, at) => wordOf(Number.parseInt(hex.slice(4 * at, 4 * at + 4), 16)));
  return words.join(' ');
}

function wordOf(bits: number): string {
  const consonant = (shift: number) => CONSONANTS[(bits >> shift) & 15] ?? '';
  const vowel = (shift: number) => VOWELS[(bits >> shift) & 3] ?? '';
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}

/** However it was typed or heard. */
export const isSamePhrase = (one: string, other: string): boolean => folded(one) === folded(other);
const folded = (phrase: string): string => phrase.toLowerCase().replaceAll(/[^a-z]/g, '');
