import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLine } from '../../shared/agent.ts';
import { MOST_LINE_BYTES, readLine } from './audit-line.ts';
import { reasonOf } from './file-reason.ts';

const CHUNK_BYTES = 64 * 1024;
const LINE_END = 10;

/** The newest lines, newest first. Reads from the end and no more than it needs; lines that were cut short are passed over. */
export async function recentLines(place: string, limit: number): Promise<readonly AuditLine[]> {
  const lines: AuditLine[] = [];
  for (const month of await monthsOf(place)) {
    if (lines.length >= limit) break;
    for await (const text of backwards(join(place, month))) {
      const line = readLine(text);
      if (line !== undefined) lines.push(line);
      if (lines.length >= limit) break;
    }
  }
  return lines;
}

async function monthsOf(place: string): Promise<readonly string[]> {
  try {
    const names = await readdir(place);
    return names
      .filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name))
      .sort()
      .reverse();
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return [];
    throw error;
  }
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
