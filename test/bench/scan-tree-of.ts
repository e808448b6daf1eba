import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = 200;
const FILES_EACH = 100;
const FILE_BYTES = 10_000;
const WORDS =
  'const return import export function value token result await async string number index offset buffer name path file line error create update delete list item state of the and with from that this is not to be in for as it on by or an are was when then else';

const letters = (count: number, alphabet: RegExp): string => {
  let text = '';
  while (text.length < count) text += randomBytes(count).toString('base64').replace(alphabet, '');
  return text.slice(0, count);
};
const alnum = (count: number): string => letters(count, /[^A-Za-z0-9]/g);
const hex = (count: number): string => randomBytes(count).toString('hex').slice(0, count);
const digits = (count: number): string => letters(count, /\D/g).padStart(count, '7');

/** Ten kinds, with the shape of real ones and nothing else of theirs. */
const KINDS: readonly (() => string)[] = [
  () => `ghp_${alnum(36)}`,
  () => `github_pat_${alnum(22)}_${alnum(59)}`,
  () => `gho_${alnum(36)}`,
  () => `ghs_${alnum(36)}`,
  () => `glpat-${alnum(20)}`,
  () => `gldt-${alnum(20)}`,
  () => `xoxb-${digits(11)}-${alnum(24)}`,
  () => `xapp-1-${alnum(10).toUpperCase()}-${digits(12)}-${hex(64)}`,
  () => `hvs.${alnum(24)}`,
  () => `bkua_${hex(40)}`,
];

/** Made up, one after another of each kind. */
export const madeUp = (n: number): string => (KINDS[n % KINDS.length] ?? (() => ''))();

export interface ScanTree {
  readonly root: string;
  readonly files: number;
  readonly bytes: number;
  readonly planted: readonly string[];
}

/** Source code, lock files and prose of a usual mixture, with tokens in it here and there. */
export function plantTree(root: string, count: number): ScanTree {
  const words = WORDS.split(' ');
  const planted = Array.from({ length: count }, (_, n) => madeUp(n));
  const files = FOLDERS * FILES_EACH;
  let bytes = 0;
  for (let n = 0; n < files; n += 1) {
    const folder = join(root, `part-${Math.trunc(n / FILES_EACH)}`);
    if (n % FILES_EACH === 0) mkdirSync(folder);
    const token = n % (files / count) === 0 ? planted[n / (files / count)] : undefined;
    const text = textOf(n, words, token);
    bytes += text.length;
    writeFileSync(join(folder, `f${n}.${n % 10 === 0 ? 'json' : 'ts'}`), text);
  }
  return { root, files, bytes, planted };
}

function textOf(n: number, words: readonly string[], token: string | undefined): string {
  const lines: string[] = [];
  let [size, state] = [0, n + 1];
  const next = (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
  while (size < FILE_BYTES) {
    const line = n % 10 === 0 && next(12) === 0 ? lockLine() : wordLine(next, words);
    lines.push(line);
    size += line.length + 1;
  }
  if (token !== undefined) lines.splice(next(lines.length), 0, `  "password": "${token}",`);
  return lines.join('\n');
}

const lockLine = (): string => `      "integrity": "sha512-${randomBytes(64).toString('base64')}",`;

function wordLine(next: (most: number) => number, words: readonly string[]): string {
  const count = 3 + next(10);
  const line = Array.from({ length: count }, () => words[next(words.length)] ?? '').join(' ');
  return `${'  '.repeat(next(4))}${line}${next(5) === 0 ? ` = ${next(100_000)};` : ''}`;
}
