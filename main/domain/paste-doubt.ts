import type { Cleaned } from '../../shared/commands/keeping.ts';
import type { PasteFailure } from '../../shared/failure.ts';

type Doubt = Omit<Extract<PasteFailure, { code: 'paste-doubtful' }>, 'code'>;

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/u;
/** Control and format characters (zero-width, bidirectional, soft hyphen), every blank but the plain one, what draws nothing, half characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

const foundIn = (character: string): Doubt['found'] | undefined =>
  LINE_BREAK.test(character) ? 'line-break' : HIDDEN.test(character) ? 'hidden-character' : undefined;

/** The first character that no token has, within a part of the text; its position counts the characters of the whole text from 1. */
export function firstDoubt(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): Doubt | undefined {
  let index = 0;
  let position = 0;
  for (const character of text) {
    position += 1;
    const found = index >= from && index < to ? foundIn(character) : undefined;
    if (found !== undefined) return { found, position };
    index += character.length;
  }
  return undefined;
}

/** The text without such characters, and without the blanks with which a broken line goes on. */
export function takeOutDoubts(text: string): { readonly value: string; readonly cleaned: readonly Cleaned[] } {
  const unbroken = text.replace(new RegExp(`[ \\t]*${LINE_BREAK.source}\\s*`, 'gu'), '');
  const value = unbroken.replace(new RegExp(HIDDEN.source, 'gu'), '');
  const cleaned: Cleaned[] = [];
  if (unbroken !== text) cleaned.push('line-break');
  if (value !== unbroken) cleaned.push('hidden-character');
  return { value, cleaned };
}
