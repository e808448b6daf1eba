import { constants, lstatSync } from 'node:fs';
import { mkdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { isoOf } from '../../shared/time.ts';
import type { AuditEntry } from '../domain/storage-ports.ts';
import { rootOf, sealEntry, type Link } from './audit-chain.ts';
import { openHead, readHead, type HeadWriter } from './audit-head.ts';
import type { Kept, Mark } from './audit-keys.ts';
import { monthOf, openPlain, segmentName } from './audit-segments.ts';
import { findTail, type Remark, type Tail } from './audit-settle.ts';
import { ifThere } from './file-reason.ts';
import { syncFolder } from './private-folder.ts';

/** Writes at the log's end. Only ever used under the lease. Everything in it throws the system's error. */
export interface AuditWriter {
  /** Whether the end is still where this writer left it. */
  isUntouched(): boolean;
  /** Writes and syncs them, all or none. They are all of one month. */
  write(entries: readonly AuditEntry[]): Promise<void>;
  end(): Promise<void>;
  mark(): Mark;
}

// A write is then on the disk when it returns, as after `fdatasync`, with one call in place of two. Elsewhere it promises less than that.
const SYNCS_BY_ITSELF = process.platform === 'linux' ? constants.O_DSYNC : 0;

interface Segment {
  readonly name: string;
  readonly handle: FileHandle;
  readonly ino: number;
  size: number;
}

/** Finds the end first, and writes down what was wrong with it. */
export async function openWriter(
  place: string,
  key: Buffer,
  kept: Pick<Kept, 'anchor'>,
  remark: (found: Remark) => AuditEntry,
): Promise<AuditWriter> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  const tail = await findTail(place, key, kept, readHead(place, key));
  const writer = await writerAt(place, key, tail);
  try {
    if (tail.remarks.length > 0) await writer.write(tail.remarks.map(remark));
  } catch (error) {
    await writer.end();
    throw error;
  }
  return writer;
}

async function writerAt(place: string, key: Buffer, tail: Tail): Promise<AuditWriter> {
  let link = tail.link;
  let isAfterGap = tail.isAfterGap;
  let segment = tail.at === undefined ? undefined : await openSegment(place, tail.at.segment, tail.at.size);
  let head: HeadWriter | undefined;

  const mark = (): Mark => ({ ...link, segment: segment?.name ?? '', size: segment?.size ?? 0 });

  async function segmentFor(month: string): Promise<Segment> {
    if (segment !== undefined && (segment.size === 0 || monthOf(segment.name) === month)) return segment;
    await segment?.handle.close();
    segment = undefined;
    return (segment = await openSegment(place, segmentName(link.n + 1, month), 0));
  }

  function spell(entries: readonly AuditEntry[]): { readonly text: string; readonly last: Link } {
    let [text, last] = ['', link];
    for (const entry of entries) {
      const sealed = sealEntry(key, last, entry, isAfterGap && last === link);
      text += sealed.line;
      last = sealed.link;
    }
    return { text, last };
  }

  return {
    mark,
    isUntouched() {
      if (segment === undefined) return true;
      const found = ifThere(() => lstatSync(join(place, segment?.name ?? '')));
      return found?.ino === segment.ino && found.size === segment.size;
    },
    async write(entries) {
      const [first] = entries;
      if (first === undefined) return;
      const into = await segmentFor(isoOf(first.at).slice(0, 7));
      const { text, last } = spell(entries);
      const isNew = into.size === 0;
      into.size += await append(into, text);
      if (isNew) await syncFolder(place);
      link = last;
      isAfterGap = false;
      head ??= openHead(place, key);
      head.write(mark());
    },
    async end() {
      head?.end();
      await segment?.handle.close();
    },
  };
}

async function openSegment(place: string, name: string, size: number): Promise<Segment> {
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  const handle = await openPlain(join(place, name), O_APPEND | O_CREAT | O_RDWR | SYNCS_BY_ITSELF);
  const { ino } = await handle.stat();
  return { name, handle, ino, size };
}

/** The whole text, synced. What was written of it is taken back where not all could be. */
async function append({ handle, size }: Segment, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  try {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten !== bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    if (SYNCS_BY_ITSELF === 0) await handle.datasync();
    return bytes.length;
  } catch (error) {
    await handle.truncate(size).catch(() => undefined);
    throw error;
  }
}

/** The root of a chain, as a place in a log that has none yet. */
export const rootMark = (key: Buffer): Mark => ({ ...rootOf(key), segment: '', size: 0 });
