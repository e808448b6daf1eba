import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLine } from '../../shared/audit.ts';
import type { AuditFilter } from '../domain/storage-ports.ts';
import { MOST_LINE_BYTES, readLine } from './audit-line.ts';
import { segmentsIn } from './audit-segments.ts';

const CHUNK_BYTES = 64 * 1024;
const LINE_END = 10;

/** The newest lines, newest first. Reads from the end and no more than it needs; lines that were cut short are passed over. */
export async function recentLines(place: string, limit: number, filter: AuditFilter): Promise<readonly AuditLine[]> {
  const lines: AuditLine[] = [];
  for (const segment of [...(await segmentsIn(place))].reverse()) {
    for await (const text of backwards(join(place, segment))) {
      if (lines.length >= limit) return lines;
      const line = readLine(text);
      if (line !== undefined && isMeant(line, filter)) lines.push(shown(line));
    }
  }
  return lines;
}

export function shown({ n, at, act, token, label, actor, outcome }: AuditLine): AuditLine {
  return { n, at, act, token, label, actor, outcome };
}

export function isMeant(line: AuditLine, { token, act, actor, ...span }: AuditFilter): boolean {
  const isNamed = token === undefined || line.token === token || line.label === token;
  return isNamed && (act ?? line.act) === line.act && line.actor.includes(actor ?? '') && isWithin(line.at, span);
}

function isWithin(told: string, { since, until }: Pick<AuditFilter, 'since' | 'until'>): boolean {
  const at = Date.parse(told);
  return at >= (since ?? at) && at <= (until ?? at);
}

/** The lines of a file, last first. One that is longer than any of ours is dropped, not gathered. */
async function* backwards(path: string): AsyncGenerator<string> {
  const handle = await open(path, 'r');
  try {
    let { size: at } = await handle.stat();
    let rest = Buffer.alloc(0);
    while (at > 0) {
      const from = Math.max(0, at - CHUNK_BYTES);
      const chunk = Buffer.alloc(at - from);
      await handle.read(chunk, 0, chunk.length, from);
      at = from;
      const bytes = Buffer.concat([chunk, rest]);
      const cut = from === 0 ? 0 : bytes.indexOf(LINE_END) + 1;
      rest = cut === 0 && from > 0 ? bytes : bytes.subarray(0, cut);
      if (rest.length > MOST_LINE_BYTES) rest = Buffer.alloc(0);
      if (from === 0 || cut > 0) yield* linesBackwards(bytes.subarray(cut));
    }
  } finally {
    await handle.close();
  }
}

function linesBackwards(bytes: Buffer): readonly string[] {
  const lines = bytes.toString('utf8').split('\n').reverse();
  return lines.filter((line) => line !== '');
}
