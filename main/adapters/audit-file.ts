import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { AuditEntry, AuditLog } from '../domain/storage-ports.ts';
import { lineOf } from './audit-line.ts';
import { recentLines } from './audit-recent.ts';
import { unwritable } from './file-reason.ts';
import { syncFolder } from './private-folder.ts';

const LINE_END = 10;

interface Waiting {
  readonly month: string;
  readonly line: string;
  readonly tell: (outcome: Result<void, FileFailure>) => void;
}

/**
 * One JSON line an entry, one file a month (`audit/2026-11.jsonl`, UTC). An append has reached the disk when it resolves; those that wait at
 * the same time share one write and one sync. Several processes may append: each group is one write at the file's end.
 */
export function openAuditLog({ folder }: { readonly folder: string }): AuditLog {
  const place = join(folder, 'audit');
  let waiting: Waiting[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const [first] = waiting;
      const group = waiting.filter(({ month }) => month === first?.month);
      waiting = waiting.filter(({ month }) => month !== first?.month);
      const outcome = await appendGroup(place, group);
      for (const { tell } of group) tell(outcome);
    }
    running = false;
  };
  return {
    append: (entry) =>
      new Promise((tell) => {
        waiting.push({ month: monthOf(entry), line: lineOf(entry), tell });
        if (!running) void run();
      }),
    async recent(limit) {
      try {
        return succeeded(await recentLines(place, limit));
      } catch (error) {
        return failed(unwritable('audit', error));
      }
    },
  };
}

async function appendGroup(place: string, group: readonly Waiting[]): Promise<Result<void, FileFailure>> {
  const file = `${group[0]?.month ?? ''}.jsonl`;
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = constants;
    // Node calls 0 what a platform lacks; Windows lacks the last.
    const handle = await open(join(place, file), O_APPEND | O_CREAT | O_RDWR | (O_NOFOLLOW ?? 0), 0o600);
    try {
      await appendWhole(handle, place, group.map(({ line }) => line).join(''));
    } finally {
      await handle.close();
    }
    return done;
  } catch (error) {
    return failed(unwritable(`audit/${file}`, error));
  }
}

async function appendWhole(handle: FileHandle, place: string, text: string): Promise<void> {
  const { size } = await handle.stat();
  // After a line that was cut short a new one would run on from it. Where another process is only just writing that line, this makes an
  // empty one, which says nothing and hurts nothing.
  const bytes = Buffer.from((await endsTorn(handle, size)) ? `\n${text}` : text);
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten !== bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
  await handle.datasync();
  if (size === 0) await syncFolder(place);
}

async function endsTorn(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== LINE_END;
}

const monthOf = ({ at }: AuditEntry): string => new Date(at).toISOString().slice(0, 7);
