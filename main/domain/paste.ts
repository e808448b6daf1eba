import type { Cleaned } from '../../shared/commands/keeping.ts';
import type { PasteFailure } from '../../shared/failure.ts';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { parseJson } from './json.ts';
import { firstDoubt, takeOutDoubts } from './paste-doubt.ts';
import { peel } from './paste-peel.ts';
import { tokensIn } from './paste-several.ts';

export interface PasteCare {
  /** Bytes as they are. */
  readonly exact: boolean;
  /** The person has seen the doubt: hidden characters and line breaks are taken out. */
  readonly confirmed: boolean;
}

export interface CleanPaste {
  readonly value: string;
  /** What was taken away, each once, in the order of taking. */
  readonly cleaned: readonly Cleaned[];
}

/** The token in a paste: without what surrounds it, and never one that only looks right. Cleaning what is clean changes nothing. */
export function cleanPaste(text: string, { exact, confirmed }: PasteCare): Result<CleanPaste, PasteFailure> {
  if (text.length > MOST_VALUE_CHARACTERS) return failed({ code: 'paste-too-long', limit: MOST_VALUE_CHARACTERS });
  if (takeOutDoubts(text).value.trim() === '') return failed({ code: 'paste-empty' });
  if (exact) return succeeded({ value: text, cleaned: [] });
  const whole = wholeText(text);
  return whole === undefined ? cleanToken(text, confirmed) : succeeded(whole);
}

/** The name that a paste gives to its value: of a variable, a key or a header. */
export const nameIn = (text: string): string | undefined => peel(text).name;

function cleanToken(text: string, confirmed: boolean): Result<CleanPaste, PasteFailure> {
  const found = tokensIn(text);
  if (found.size > 1) return failed({ code: 'paste-several', count: found.size });
  const peeled = peel(text);
  const inner = text.slice(peeled.from, peeled.to);
  const doubt = firstDoubt(text, peeled);
  if (doubt === undefined || wholeText(inner) !== undefined) return filled(inner, peeled.cleaned);
  if (!confirmed) return failed({ code: 'paste-doubtful', ...doubt });
  // What is left is a paste like any other: only now can it be seen whole.
  const rest = takeOutDoubts(inner);
  const again = cleanPaste(rest.value, { exact: false, confirmed: false });
  return again.ok ? filled(again.value.value, [...peeled.cleaned, ...rest.cleaned, ...again.value.cleaned]) : again;
}

function filled(value: string, cleaned: readonly Cleaned[]): Result<CleanPaste, PasteFailure> {
  return value === '' ? failed({ code: 'paste-empty' }) : succeeded({ value, cleaned: [...new Set(cleaned)] });
}

/** Keys in PEM and JSON have line breaks that belong to them; only a byte order mark is none of theirs. */
function wholeText(text: string): CleanPaste | undefined {
  const value = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const isPem = /^\s*-----BEGIN [A-Z0-9 ]+-----\r?\n[^]*\r?\n-----END [A-Z0-9 ]+-----\s*$/.test(value);
  const isJson = /^\s*[{[]/.test(value) && typeof parseJson(value) === 'object';
  if (!isPem && !isJson) return undefined;
  return { value, cleaned: value === text ? [] : ['byte-order-mark'] };
}
