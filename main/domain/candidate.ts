import type { SearchShape } from './search-shape.ts';
import { tellingPart } from './telling-part.ts';

/** A piece of a text that may be a token. */
export interface Candidate {
  readonly text: string;
  /** By its shape; undefined where only a digest can tell. */
  readonly shape?: SearchShape | undefined;
  /** Nothing in front of it makes it the tail of a longer word. */
  readonly alone: boolean;
}

/** What is looked for in a text. */
export interface Sought {
  readonly shapes: readonly SearchShape[];
  /** Lengths of our own values that have a shape, by rule. */
  readonly lengths: ReadonlyMap<string, ReadonlySet<number>>;
  /** Lengths of our own values that have none. */
  readonly bare: ReadonlySet<number>;
}

/** No run of characters gives more: what is longer and denser is data. */
const MOST_CANDIDATES = 2000;
const BREAK = /[^A-Za-z0-9]/;

/** Everything in a run of a text that is worth a digest, and what has the shape of a token. */
export function candidatesIn(run: string, { shapes, lengths, bare }: Sought): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Candidate): void => {
    if (found.size < MOST_CANDIDATES && !found.has(candidate.text)) found.set(candidate.text, candidate);
  };
  for (const shape of shapes) {
    for (const at of placesOf(run, shape)) {
      const alone = isAlone(run, at);
      const whole = shape.hasLines === true ? lineAt(run, at, shape) : wholeAt(run, at, shape);
      if (whole !== undefined) add({ text: whole, shape, alone });
      for (const length of lengths.get(shape.rule) ?? [])
        if (at + length <= run.length) add({ text: run.slice(at, at + length), shape, alone });
    }
  }
  for (const length of bare) for (const text of piecesOf(run, length)) add({ text, alone: true });
  return [...found.values()];
}

function placesOf(run: string, { starts, source }: SearchShape): readonly number[] {
  const places: number[] = [];
  for (const start of starts)
    for (let at = run.indexOf(start); at !== -1; at = run.indexOf(start, at + 1)) places.push(at);
  if (starts.length > 0) return places;
  return Array.from(run.matchAll(new RegExp(source, 'g')), ({ index }) => index);
}

/** A letter in front belongs to a longer word, unless it is the end of an escape such as `%3A`. */
function isAlone(run: string, at: number): boolean {
  return at === 0 || BREAK.test(run.charAt(at - 1)) || /%[0-9a-f]{2}$/i.test(run.slice(Math.max(0, at - 3), at));
}

/** As long as the shape reaches, without the punctuation that ended the sentence. */
function wholeAt(run: string, at: number, { source, whole }: SearchShape): string | undefined {
  const pattern = new RegExp(source, 'y');
  pattern.lastIndex = at;
  const text = pattern.exec(run)?.[0];
  if (text === undefined) return undefined;
  const trimmed = text.replace(/[.,:;=/~%-]+$/, '');
  return whole.test(trimmed) ? trimmed : text;
}

/** Of a line of a value, what tells the whole. */
function lineAt(run: string, at: number, { source }: SearchShape): string | undefined {
  const pattern = new RegExp(source, 'y');
  pattern.lastIndex = at;
  const line = pattern.exec(run)?.[0];
  return line === undefined ? undefined : tellingPart(line);
}

/** Pieces of one length that begin and end where a word may. */
function* piecesOf(run: string, length: number): Iterable<string> {
  if (run.length < length) return;
  for (let at = 0; at + length <= run.length; at += 1) {
    if (isEdge(run, at) && isEdge(run, at + length)) yield run.slice(at, at + length);
  }
  // Of a line end that is written out, the letter stands right before.
  if (run.length > length && /^[nrt]/.test(run) && isEdge(run, length + 1)) yield run.slice(1, length + 1);
}

const isEdge = (run: string, at: number): boolean =>
  at === 0 || at === run.length || BREAK.test(run.charAt(at - 1)) || BREAK.test(run.charAt(at));
