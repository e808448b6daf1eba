const WORDS = /[A-Za-z0-9_.=+/~:%,-]{32,}/g;
/** How lines are ended inside a text in quotes. */
const ESCAPED_ENDS = /\\+[nrt]/g;

/**
 * A stretch of a value with several lines, or with characters that end a word, by which the whole is known wherever it lies and however
 * its lines are ended: of its longest stretches the middle one, since keys begin and end alike. Undefined where none is long enough to
 * be nothing else's.
 */
export function tellingPart(value: string): string | undefined {
  const words = value.replace(ESCAPED_ENDS, '\n').match(WORDS) ?? [];
  const most = Math.max(0, ...words.map(({ length }) => length));
  const longest = words.filter(({ length }) => length === most);
  return longest[longest.length >> 1];
}
