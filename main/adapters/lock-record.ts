import { createHash, randomUUID } from 'node:crypto';
import { parseJson } from './parse-json.ts';
import { readPlain } from './plain-read.ts';
import { ownStart, sameStart, startOf } from './process-start.ts';

/** What a lock file says. `mark` is its own, never used twice. */
export interface LockRecord {
  readonly pid: number;
  readonly started: string;
  readonly mark: string;
}

/** By hand: this is read before the tray icon is shown, and the schema library alone would take longer than all else before it. */
function recordOf(told: unknown): LockRecord | undefined {
  if (typeof told !== 'object' || told === null) return undefined;
  const { pid, started, mark }: { pid?: unknown; started?: unknown; mark?: unknown } = told;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  if (typeof started !== 'string' || started.length > 200) return undefined;
  if (typeof mark !== 'string' || !/^[0-9a-f-]{1,64}$/.test(mark)) return undefined;
  return { pid, started, mark };
}

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
  const record = recordOf(parseJson(read.bytes));
  if (record !== undefined) return { kind: 'record', record };
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
