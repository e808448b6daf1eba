import { constants } from 'node:fs';
import { lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditFailure } from '../../shared/failure.ts';
import { follows, macOf, rootOf, type Link } from './audit-chain.ts';
import type { HeadFile } from './audit-head.ts';
import type { Kept, Mark } from './audit-keys.ts';
import { openPlain, segmentsIn, stretchesOf } from './audit-segments.ts';
import { reasonOf } from './file-reason.ts';
import { syncFolder } from './private-folder.ts';

/** Where the next entry goes. */
export interface Tail {
  readonly link: Link;
  /** Undefined where the next entry begins a file: the first of all, or the first after a gap. */
  readonly at: { readonly segment: string; readonly size: number } | undefined;
  /** The place before is not in the log. */
  readonly isAfterGap: boolean;
  /** What has to be written down about the log itself before anything else. */
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly words: string;
  /** For those that somebody should look into. */
  readonly trouble?: AuditFailure;
}

/**
 * Finds the end of the log from the newest place it is known to have reached. What follows that place and is proven by the chain counts;
 * what follows and is not (a line that was cut short, or somebody else's) is set aside. Where the known place is not in the log the chain
 * goes on from it all the same, in a new file, so that a gap stays one for ever.
 */
export async function findTail(
  place: string,
  key: Buffer,
  { anchor }: Pick<Kept, 'anchor'>,
  head: HeadFile,
): Promise<Tail> {
  const names = await segmentsIn(place);
  const start = startOf(names, key, newest(anchor, head));
  const isHeld = start.size === 0 || (await holds(place, start));
  // After a gap that was found before, the chain goes on in a later file.
  const from = isHeld ? start : { ...start, segment: names.find((name) => firstOf(name) > start.n) ?? '', size: 0 };
  const end = await walk(place, key, from, names);
  const isAfterGap = !isHeld && end.n === start.n;
  const remarks = [
    ...marksMissing(anchor, head),
    ...(end.n === 0 && (await hasUnproven(place)) ? [KEY_LOST] : []),
    ...(isAfterGap ? [gapAfter(start.n)] : []),
    ...rubbishAfter(end.n, await setAside(place, end, names)),
  ];
  const at = isAfterGap || end.segment === '' ? undefined : { segment: end.segment, size: end.size };
  return { link: { n: end.n, mac: end.mac }, at, isAfterGap, remarks };
}

const KEY_LOST: Remark = {
  words: 'key missing: the keychain had lost the key of an earlier log, which was moved aside and cannot be proven',
  trouble: { code: 'audit-key-missing' },
};

const gapAfter = (last: number): Remark => ({
  words: `gap: entry ${last} is known to have been the last, and is not where it was`,
  trouble: { code: 'audit-gap', last },
});

const rubbishAfter = (n: number, bytes: number): readonly Remark[] =>
  bytes === 0 ? [] : [{ words: `repaired: ${bytes} bytes after entry ${n} were no entry and were set aside` }];

function marksMissing(anchor: Mark | undefined, head: HeadFile): readonly Remark[] {
  const words = 'anchor missing: the keychain had lost the end of this log';
  if (anchor === undefined) return [{ words, trouble: { code: 'audit-anchor-missing' } }];
  if (head.kind === 'read' || anchor.n === 0) return [];
  return [{ words: `second anchor ${head.kind === 'absent' ? 'missing' : 'damaged'}: the head file beside this log` }];
}

const hasUnproven = async (place: string): Promise<boolean> =>
  (await readdir(place)).some((name) => name.startsWith('unproven-'));

const firstOf = (segment: string): number => Number(segment.slice(0, 10));

/** Two marks under the chain's key can only differ in age. */
function newest(anchor: Mark | undefined, head: HeadFile): Mark | undefined {
  if (head.kind !== 'read') return anchor;
  return anchor === undefined || head.mark.n > anchor.n ? head.mark : anchor;
}

const startOf = (names: readonly string[], key: Buffer, known: Mark | undefined): Mark =>
  known === undefined || known.n === 0 ? { ...rootOf(key), segment: names[0] ?? '', size: 0 } : known;

/** Whether a line with that mac ends there. */
async function holds(place: string, { segment, size, mac }: Mark): Promise<boolean> {
  const end = Buffer.from(`"mac":"${mac}"}\n`);
  try {
    const handle = await openPlain(join(place, segment));
    try {
      const found = Buffer.alloc(end.length);
      await handle.read(found, 0, end.length, size - end.length);
      return found.equals(end);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** As far as each line follows the one before. */
async function walk(place: string, key: Buffer, start: Mark, names: readonly string[]): Promise<Mark> {
  let end = start;
  for (const segment of names.filter((name) => start.segment !== '' && name >= start.segment)) {
    const from = segment === start.segment ? start.size : 0;
    if (segment !== end.segment) end = { ...end, segment, size: 0 };
    for await (const { lines, torn } of stretchesOf(place, segment, from)) {
      for (const line of lines) {
        const mac = macOf(line);
        if (mac === undefined || !follows(key, end.mac, end.n + 1, line, mac)) return end;
        end = { n: end.n + 1, mac, segment, size: end.size + line.length + 1 };
      }
      if (torn.length > 0) return end;
    }
  }
  return end;
}

/** Takes what follows the end out of the log, keeping it beside. Answers how many bytes that was. */
async function setAside(place: string, { n, segment, size }: Mark, names: readonly string[]): Promise<number> {
  if (segment === '') return 0;
  let bytes = await cutFrom(place, n, segment, size);
  for (const name of names.filter((other) => other > segment)) {
    bytes += (await lstat(join(place, name))).size;
    await rename(join(place, name), join(place, `aside-${n}-${name}`));
  }
  if (bytes > 0) await syncFolder(place);
  return bytes;
}

async function cutFrom(place: string, n: number, segment: string, size: number): Promise<number> {
  const handle = await openPlain(join(place, segment), constants.O_RDWR);
  try {
    const rest = Buffer.alloc((await handle.stat()).size - size);
    if (rest.length === 0) return 0;
    await handle.read(rest, 0, rest.length, size);
    await keepAside(place, n, rest);
    await handle.truncate(size);
    return rest.length;
  } finally {
    await handle.close();
  }
}

async function keepAside(place: string, n: number, bytes: Buffer): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    try {
      const name = `aside-${n}${turn === 0 ? '' : `-${turn}`}.bin`;
      return await writeFile(join(place, name), bytes, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (reasonOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** A log whose key is lost can be neither proven nor continued: it is moved aside whole. */
export async function leaveBehind(place: string): Promise<void> {
  const names = await segmentsIn(place);
  if (names.length === 0) return;
  let folder = '';
  for (let turn = 1; folder === ''; turn += 1) folder = await freeFolder(join(place, `unproven-${turn}`));
  for (const name of names) await rename(join(place, name), join(folder, name));
  await rename(join(place, 'head'), join(folder, 'head')).catch(() => undefined);
  await syncFolder(place);
}

async function freeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') return '';
    throw error;
  }
}
