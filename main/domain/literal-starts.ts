/** More than this is no longer looked for as plain text, and the pattern is taken as it is. */
const MOST_STARTS = 24;
/** Shorter ones are everywhere. */
const LEAST_CHARACTERS = 3;
const META = new Set(String.raw`^$.|?*+()[]{}\/`);

interface Read {
  readonly starts: readonly string[];
  readonly rest: string;
}

/**
 * The plain texts of which one begins everything that a pattern matches: `gh[pousr]_\w+` gives `ghp_`, `gho_` and so on. Empty where there
 * are none, or where they are too short or too many to help.
 */
export function literalStarts(source: string): readonly string[] {
  let read: Read = { starts: [''], rest: source };
  for (;;) {
    const next = pieceOf(read.rest);
    if (next === undefined || /^[?*+{]/.test(next.rest)) break;
    const starts = read.starts.flatMap((start) => next.starts.map((more) => start + more));
    if (starts.length > MOST_STARTS) break;
    read = { starts, rest: next.rest };
  }
  return read.starts.every((start) => start.length >= LEAST_CHARACTERS) ? [...new Set(read.starts)] : [];
}

function pieceOf(rest: string): Read | undefined {
  const first = rest.charAt(0);
  if (first === '(') return wordsOf(rest) ?? openedOf(rest);
  if (first === '[') return classOf(rest);
  if (first === '\\') return /^\\[^\w\s]/.test(rest) ? { starts: [rest.charAt(1)], rest: rest.slice(2) } : undefined;
  return first === '' || META.has(first) ? undefined : { starts: [first], rest: rest.slice(1) };
}

/** `(?:ab|c)` of plain words. */
function wordsOf(rest: string): Read | undefined {
  const [whole, inner = ''] = /^\((?:\?:)?([\w|-]+)\)/.exec(rest) ?? [];
  return whole === undefined ? undefined : { starts: inner.split('|'), rest: rest.slice(whole.length) };
}

/** A group that holds no choice and is not optional begins as its content does. */
function openedOf(rest: string): Read | undefined {
  const [whole, opening = ''] = /^(\((?:\?:)?)[^()|]+\)(?![?*{])/.exec(rest) ?? [];
  return whole === undefined || whole.startsWith('(?=')
    ? undefined
    : { starts: [''], rest: rest.slice(opening.length) };
}

/** `[abc]`; one that stands for many is where the plain text ends. */
function classOf(rest: string): Read | undefined {
  const [whole, inner = ''] = /^\[([\w+-]+)\]/.exec(rest) ?? [];
  if (whole === undefined || inner.includes('-') || inner.length > MOST_STARTS) return undefined;
  return { starts: Array.from(inner), rest: rest.slice(whole.length) };
}
