import type { BackupFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { BackupHead } from '../domain/backup-ports.ts';
import { MOST_LINE_BYTES } from './audit-line.ts';
import type { PackedLog } from './backup-logs.ts';
import { readBackupLine, readHeadLine, type BackupLine, type LogPiece } from './backup-lines.ts';

/** All of a backup but its logs, each line as it stands. */
export interface BackupText {
  readonly head: BackupHead;
  readonly lines: readonly Exclude<BackupLine, { kind: 'log' | 'piece' | 'end' }>[];
  readonly logs: readonly PackedLog[];
}

const LINE_END = 10;

/** What is opened already: that nobody altered it is proven by then, so what makes no sense here was never written by this version. */
export function readBackupText(text: Buffer, file: string): Result<BackupText, BackupFailure> {
  const damaged = failed({ code: 'backup-damaged' as const, file });
  const end = text.indexOf(LINE_END);
  const head = readHeadLine(text.toString('utf8', 0, Math.min(Math.max(end, 0), MOST_LINE_BYTES)));
  if (head.kind === 'damaged') return damaged;
  if (head.kind === 'newer') return failed({ code: 'backup-newer', version: head.version });
  const lines: BackupText['lines'][number][] = [];
  const logs: { readonly head: PackedLog['head']; readonly pieces: LogPiece[] }[] = [];
  let count = 1;
  for (const line of linesOf(text, end + 1)) {
    const read = readBackupLine(line);
    if (read === undefined) return damaged;
    if (read.kind === 'end') return read.lines === count ? succeeded({ head: head.head, lines, logs }) : damaged;
    if (read.kind === 'log') logs.push({ head: read, pieces: [] });
    else if (read.kind === 'piece') logs.find((log) => log.head.chain === read.chain)?.pieces.push(read);
    else lines.push(read);
    count += 1;
  }
  return damaged;
}

function* linesOf(text: Buffer, start: number): Generator<string> {
  for (let from = start; from < text.length;) {
    const to = text.indexOf(LINE_END, from);
    if (to === -1) return;
    yield text.toString('utf8', from, to);
    from = to + 1;
  }
}
