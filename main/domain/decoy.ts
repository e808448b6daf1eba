import type { Credential } from './storage-ports.ts';
import { Secret } from './secret.ts';

/** So many characters at least are other than those of the real value: nobody has that one by chance. */
const LEAST_CHANGED = 8;
const MOST_CHARACTERS = 4096;

/**
 * The same credential with a value that nobody was ever given: as long as the real one, of the same characters at the same places, and with so
 * much of its beginning as makes it look like one of its kind. Undefined where there is none to be made. `fraction` is asked for each character.
 */
export function decoyOf(
  credential: Credential,
  fraction: () => number,
  looksAlike: (value: string) => boolean,
): Credential | undefined {
  const madeUp = credential.access.use((value) => madeUpLike(value, fraction, looksAlike));
  return madeUp === undefined ? undefined : { ...credential, access: new Secret(madeUp) };
}

function madeUpLike(value: string, fraction: () => number, looksAlike: (value: string) => boolean): string | undefined {
  if (value.length > MOST_CHARACTERS || !/^[\x21-\x7e]+$/.test(value) || value.startsWith('{')) return undefined;
  const other = Array.from(value, (character) => otherThan(character, fraction)).join('');
  for (let kept = 0; kept <= value.length - LEAST_CHANGED; kept += 1) {
    const madeUp = value.slice(0, kept) + other.slice(kept);
    if (looksAlike(madeUp)) return changedIn(value, madeUp) >= LEAST_CHANGED ? madeUp : undefined;
  }
  return undefined;
}

/** Of the same sort: what is hexadecimal stays so. */
const SORTS = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ'];

function otherThan(character: string, fraction: () => number): string {
  const others = SORTS.find((sort) => sort.includes(character))?.replace(character, '');
  return others === undefined ? character : others.charAt(Math.floor(fraction() * others.length));
}

const changedIn = (value: string, madeUp: string): number =>
  Array.from(value).filter((character, i) => character !== madeUp[i]).length;
