import type { Cleaned } from '../../shared/commands/keeping.ts';

/** A part of a text, and what was taken away around it. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly cleaned: readonly Cleaned[];
  /** The variable or header that it was the value of. */
  readonly name?: string | undefined;
}

/** How much to take at the front and at the end, and what that was. */
interface Rind {
  readonly front: number;
  readonly end: number;
  readonly was: readonly Cleaned[];
  readonly name?: string | undefined;
}

const MARKS = ['""', "''", '``', '“”', '‘’', '«»'] as const;
const BEARER = /^(?:bearer|token)\s+(?=\S)/iu;
const HEADER = /^(?:(?:proxy-)?authorization|private-token|job-token|deploy-token|api-key|x-[a-z0-9-]+)\s*:\s*(?=\S)/iu;
const EXPORT = /^(?:export|set|setx)\s+[A-Za-z_]\w*\s*=\s*(?=[^=\s])/u;
const POWERSHELL = /^\$env:\w+\s*=\s*(?=[^=\s])/iu;
/** A bare name must look like that of a variable, since some tokens have a name and a sign in front that are part of them. */
const NAMED =
  /^(["']?)(?:[A-Z][A-Z0-9_]*|[A-Za-z0-9_.-]*(?:token|secret|password|key|\bpat)[A-Za-z0-9_.-]*)\1\s*(?:=\s*(?=[^=\s])|:\s+(?=\S))/u;

/** The innermost part of a text that could be a token alone: without blanks, quotes, header and variable names around it. */
export function peel(text: string): Piece {
  const cleaned = new Set<Cleaned>();
  let [from, to, name] = [0, text.length, undefined as string | undefined];
  // Each round takes something away, so there is a last one.
  for (;;) {
    const rest = text.slice(from, to);
    const rind = blanks(rest, from === 0) ?? quotes(rest) ?? names(rest);
    if (rind === undefined) return { from, to, cleaned: [...cleaned], name };
    for (const what of rind.was) cleaned.add(what);
    name = rind.name ?? name;
    from += rind.front;
    to -= rind.end;
  }
}

function blanks(text: string, atStart: boolean): Rind | undefined {
  const front = (atStart ? /^\uFEFF?[ \t\r\n]*/u : /^[ \t\r\n]*/u).exec(text)?.[0] ?? '';
  const end = /[ \t\r\n]*$/u.exec(text.slice(front.length))?.[0] ?? '';
  const taken = front + end;
  if (taken === '') return undefined;
  const was: Cleaned[] = [];
  if (taken.includes('\uFEFF')) was.push('byte-order-mark');
  if (/[\r\n]/u.test(taken)) was.push('line-end');
  if (/[ \t]/u.test(taken)) was.push('spaces');
  return { front: front.length, end: end.length, was };
}

function quotes(text: string): Rind | undefined {
  const pair = MARKS.find(
    ([open = '', close = '']) => text.length >= 2 && text.startsWith(open) && text.endsWith(close),
  );
  if (pair === undefined) return undefined;
  const inner = text.slice(1, -1);
  const [open = '', close = ''] = pair;
  return inner.includes(open) || inner.includes(close) ? undefined : { front: 1, end: 1, was: ['quotes'] };
}

function names(text: string): Rind | undefined {
  const header = HEADER.exec(text)?.[0];
  if (header !== undefined) return { front: header.length, end: 0, was: ['header'], name: bare(header) };
  const bearer = BEARER.exec(text)?.[0];
  if (bearer !== undefined && !/[ \t]/u.test(text.slice(bearer.length)))
    return { front: bearer.length, end: 0, was: ['bearer'] };
  const name = (EXPORT.exec(text) ?? POWERSHELL.exec(text) ?? NAMED.exec(text))?.[0];
  return name === undefined ? undefined : { front: name.length, end: 0, was: ['assignment'], name: bare(name) };
}

/** `export DD_API_KEY = ` without what is not the name. */
const bare = (taken: string): string | undefined =>
  /([\w.-]+)["']?\s*[=:]\s*$/u.exec(taken.replace(/^\s*(?:export|set|setx)\s+/u, ''))?.[1];
