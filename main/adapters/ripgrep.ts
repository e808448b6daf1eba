import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** One match as ripgrep tells it; the name and what matched are bytes that may be no text. */
export interface Hit {
  readonly file: Buffer;
  readonly line: number;
  readonly column: number;
  /** Of the match in the file or stream. */
  readonly offset: number;
  /** One character a byte. */
  readonly text: string;
}

export interface Complaint {
  readonly file: string;
}

export interface Search {
  readonly child: ChildProcess;
  /** Resolves when it has ended and all was heard. False where it broke. */
  readonly ended: Promise<boolean>;
}

const PLAIN = ['--no-config', '--color=never', '--no-heading', '--null', '--with-filename'] as const;
const PLACES = ['--line-number', '--column', '--byte-offset', '--only-matching'] as const;
/** Everything, also what is hidden or ignored by git; binary files as text; no links; bytes, not characters. */
const ALL = [
  '-uu',
  '--text',
  '--no-unicode',
  '--no-follow',
  '--one-file-system',
  '--glob=!**/.git/objects/**',
] as const;
/** A single match is cut off here. */
const MOST_MATCH_BYTES = 16 * 1_048_576;
const [NUL, LINE_END, COLON] = [0, 0x0a, 0x3a];

/**
 * The program that the package of this platform carries. Named directly: the package that names it for all platforms is an ES module and
 * cannot be bundled together with what it names.
 */
export function ripgrepPath(): string | undefined {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  try {
    const found = createRequire(import.meta.filename).resolve(
      `@vscode/ripgrep-${process.platform}-${process.arch}/bin/${name}`,
    );
    // A program cannot be started from inside an archive.
    return found.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
  } catch {
    return undefined;
  }
}

interface Needs {
  readonly program: string;
  readonly expressions: readonly string[];
  /** A folder or file; undefined reads standard input. */
  readonly root?: string | undefined;
  hear(hits: readonly Hit[]): Promise<void>;
  complain(complaint: Complaint): void;
}

/** Starts a search. It is read no faster than it is heard. */
export function startSearch({ program, expressions, root, hear, complain }: Needs): Search {
  const wanted = expressions.flatMap((expression) => ['-e', expression]);
  const child = spawn(
    program,
    [...PLAIN, ...PLACES, ...ALL, ...wanted, '--', ...(root === undefined ? ['-'] : [root])],
    {
      stdio: [root === undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
    },
  );
  child.stdin?.on('error', () => undefined);
  const closed = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code));
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    complaints = (complaints + part).slice(-1_000_000);
  });
  const heard = child.stdout === null ? Promise.resolve() : hearAll(child.stdout, hear);
  const ended = Promise.all([closed, heard.catch(() => undefined)]).then(([code]) => {
    for (const file of complainedOf(complaints)) complain({ file });
    // 2 is also what it ends with where a file could not be read, which was told above.
    return (
      code === 0 || code === 1 || (code === 2 && complaints.startsWith('rg: ') && complainedOf(complaints).length > 0)
    );
  });
  return { child, ended };
}

/** `rg: NAME: Permission denied (os error 13)`. */
function complainedOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/^rg: ([^]*?): [^:\n]* \(os error \d+\)$/gm), ([, file = '']) => file);
}

async function hearAll(output: NodeJS.ReadableStream, hear: Needs['hear']): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of output as AsyncIterable<Buffer>) {
    const read = readHits(rest.length === 0 ? part : Buffer.concat([rest, part]));
    rest = read.rest.length > MOST_MATCH_BYTES ? Buffer.alloc(0) : read.rest;
    if (read.hits.length > 0) await hear(read.hits);
  }
}

/** `NAME NUL LINE : COLUMN : OFFSET : MATCH LF`; a name may hold a line end, a match may not. */
function readHits(bytes: Buffer): { readonly hits: readonly Hit[]; readonly rest: Buffer } {
  const hits: Hit[] = [];
  let at = 0;
  for (;;) {
    const name = bytes.indexOf(NUL, at);
    const end = name === -1 ? -1 : bytes.indexOf(LINE_END, name);
    if (end === -1) return { hits, rest: bytes.subarray(at) };
    const hit = hitOf(bytes.subarray(at, name), bytes.subarray(name + 1, end));
    if (hit !== undefined) hits.push(hit);
    at = end + 1;
  }
}

function hitOf(file: Buffer, told: Buffer): Hit | undefined {
  const first = told.indexOf(COLON);
  const second = told.indexOf(COLON, first + 1);
  const third = told.indexOf(COLON, second + 1);
  if (first === -1 || second === -1 || third === -1) return undefined;
  const numbers = [told.subarray(0, first), told.subarray(first + 1, second), told.subarray(second + 1, third)];
  const [line = NaN, column = NaN, offset = NaN] = numbers.map((digits) => Number(digits.toString('latin1')));
  return Number.isSafeInteger(line + column + offset)
    ? { file: Buffer.from(file), line, column, offset, text: told.toString('latin1', third + 1) }
    : undefined;
}
