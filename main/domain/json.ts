/** The fields of a JSON object from outside; none can be trusted to be there or to be what it should. */
export type Fields = Readonly<Record<string, unknown>>;

/** Undefined where it is no JSON. The engine's message is not kept, since it quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

const MOST_WORD = 200;
const MOST_WORDS = 200;

/** A name as an issuer spells it: short, on one line. Anything else is not taken. */
export function wordOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= MOST_WORD && !/\p{Cc}/u.test(text)
    ? text
    : undefined;
}

/** A list of names, or one text of names with blanks or commas between them. Undefined where it is neither. */
export function wordsOf(value: unknown): readonly string[] | undefined {
  const list = typeof value === 'string' ? value.split(/[\s,]+/) : value;
  if (!Array.isArray(list)) return undefined;
  const words = list.map(wordOf).filter((word) => word !== undefined);
  return [...new Set(words)].slice(0, MOST_WORDS);
}
