import { once } from 'node:events';
import { startSearch, type Hit } from './ripgrep.ts';

/** A hit in something that was put into the stream; lines and columns are its own. */
export interface StreamHit<T> {
  readonly from: T;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface StreamSearch<T> {
  /** Resolves when more can be taken. */
  put(from: T, bytes: Uint8Array): Promise<void>;
  /** Resolves when all that was put in is searched; false where the engine broke. */
  end(): Promise<boolean>;
  stop(): void;
}

interface Piece<T> {
  readonly from: T;
  readonly offset: number;
  /** The number of its first line in the stream. */
  readonly line: number;
}

interface Needs<T> {
  readonly program: string;
  readonly expressions: readonly string[];
  hear(hits: readonly StreamHit<T>[]): Promise<void>;
}

const LINE_END = Buffer.from('\n');

/** Many pieces searched by one process: where a hit lies in the stream tells which piece it is in. */
export function startStreamSearch<T>({ program, expressions, hear }: Needs<T>): StreamSearch<T> {
  const pieces: Piece<T>[] = [];
  const search = startSearch({
    program,
    expressions,
    hear: (hits) => hear(hits.flatMap(placed)),
    complain: () => undefined,
  });
  const input = search.child.stdin;
  // A line of its own in front: a byte order mark at the very beginning would be taken for that of the whole stream.
  let [offset, line] = [1, 2];
  input?.write(LINE_END);

  function placed({ offset: at, line: inStream, column, text }: Hit): readonly StreamHit<T>[] {
    const piece = pieces[lastBefore(pieces, at)];
    return piece === undefined ? [] : [{ from: piece.from, line: inStream - piece.line + 1, column, text }];
  }

  return {
    async put(from, bytes) {
      if (input === null || input.destroyed || bytes.length === 0) return;
      pieces.push({ from, offset, line });
      offset += bytes.length + 1;
      line += linesOf(bytes) + 1;
      input.write(bytes);
      if (!input.write(LINE_END)) await Promise.race([once(input, 'drain'), search.ended]);
    },
    async end() {
      input?.end();
      return search.ended;
    },
    stop: () => void search.child.kill('SIGKILL'),
  };
}

function linesOf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}

function lastBefore(pieces: readonly { readonly offset: number }[], at: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.offset ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
