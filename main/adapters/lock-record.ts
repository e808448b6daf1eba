import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { readPlain } from './plain-read.ts';
import { ownStart, sameStart, startOf } from './process-start.ts';

const recordSchema = z.object({
  pid: z.int().min(1),
  started: z.string().max(200),
  mark: z.string().regex(/^[0-9a-f-]{1,64}$/),
});

/** What a lock file says. `mark` is its own, never used twice. */
export type LockRecord = z.output<typeof recordSchema>;

/** A record that cannot be read was left by a power cut, for it is written whole before it gets its name: nobody holds it. */
export type LockFile =
  | { readonly kind: 'record'; readonly record: LockRecord }
  | { readonly kind: 'ruined'; readonly mark: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

export function ownRecord(): LockRecord {
  return { pid: process.pid, started: ownStart(), mark: randomUUID() };
}

export function readLock(path: string): LockFile {
  const read = readPlain(path);
  if (read.kind !== 'read') return read;
  const parsed = recordSchema.safeParse(parseJson(read.bytes));
  if (parsed.success) return { kind: 'record', record: parsed.data };
  return { kind: 'ruined', mark: createHash('sha256').update(read.bytes).digest('hex').slice(0, 32) };
}

/** The process that holds it by this file, or undefined where that one is gone or its number is another program's by now. */
export async function livingHolder(file: LockFile): Promise<number | undefined> {
  if (file.kind !== 'record') return undefined;
  const { pid, started } = file.record;
  const found = await startOf(pid);
  // In doubt it lives: waiting for nobody is a nuisance, two holders are a loss.
  if (found.kind === 'unknown') return pid;
  return found.kind === 'started' && sameStart(started, found.at) ? pid : undefined;
}
