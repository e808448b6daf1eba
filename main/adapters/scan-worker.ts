import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SkipReason } from '../../shared/commands/scan.ts';
import { packingOf, unpack } from './archive-entries.ts';
import type { FromWorker, ToWorker } from './scan-work.ts';
import { shownName } from './shown-name.ts';

/** Larger archives are named and left. */
const MOST_ARCHIVE_BYTES = 64 * 1_048_576;
const MOST_SKIPPED = 1000;
const TELL_EVERY = 2000;

const archives: Buffer[] = [];
const seen = { files: 0, skipped: 0 };

const say = (message: FromWorker, move: ArrayBuffer[] = []): void => parentPort?.postMessage(message, move);

function skip(place: string, why: SkipReason): void {
  seen.skipped += 1;
  if (seen.skipped <= MOST_SKIPPED) say({ kind: 'skipped', place, why });
}

/** Names are bytes, one character each: a file whose name is no text is a file all the same. */
const bytesOf = (name: string): Buffer => Buffer.from(name, 'latin1');

function walk(folder: string): void {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(bytesOf(folder), { withFileTypes: true, encoding: 'latin1' });
  } catch {
    return skip(shownName(bytesOf(folder)), 'unreadable');
  }
  for (const entry of entries) look(folder, entry.name, entry);
}

function look(folder: string, name: string, entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>): void {
  if (entry.isFile()) noteFile(folder, name);
  else if (!entry.isDirectory())
    skip(shownName(bytesOf(`${folder}/${name}`)), entry.isSymbolicLink() ? 'link' : 'not-a-file');
  else if (name !== 'objects' || !folder.endsWith('/.git')) walk(`${folder}/${name}`);
}

function noteFile(folder: string, name: string): void {
  seen.files += 1;
  if (seen.files % TELL_EVERY === 0) say({ kind: 'files', count: seen.files });
  if (packingOf(name) !== undefined) archives.push(bytesOf(`${folder}/${name}`));
}

function open(name: Buffer): void {
  const shown = shownName(name);
  const packing = packingOf(name.toString('latin1')) ?? 'other';
  if (packing === 'other') return skip(shown, 'packed-otherwise');
  const bytes = readWhole(name);
  if (typeof bytes === 'string') return skip(shown, bytes);
  const { entries, skipped } = unpack(packing, bytes);
  for (const each of skipped) skip(each.name === '' ? shown : `${shown} › ${each.name}`, each.why);
  for (const { name: entry, bytes: content } of entries) {
    const own = Uint8Array.from(content);
    say({ kind: 'entry', file: shown, entry, bytes: own }, [own.buffer]);
  }
}

function readWhole(name: Buffer): Buffer | SkipReason {
  try {
    const descriptor = openSync(name, 'r');
    try {
      const found = fstatSync(descriptor);
      if (!found.isFile()) return 'not-a-file';
      return found.size > MOST_ARCHIVE_BYTES ? 'too-large' : readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return 'unreadable';
  }
}

/** One archive a request, so that no more is unpacked than is looked at. */
function next(): void {
  const name = archives.shift();
  if (name === undefined) return say({ kind: 'end' });
  open(name);
  say({ kind: 'archive-done' });
}

const root = Buffer.from(String(workerData), 'utf8')
  .toString('latin1')
  .replace(/(.)\/$/, '$1');
const found = lstatSync(bytesOf(root));
if (found.isDirectory()) walk(root);
else look(root.slice(0, root.lastIndexOf('/')), root.slice(root.lastIndexOf('/') + 1), found);
say({ kind: 'walked', files: seen.files, archives: archives.length });
parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'next') next();
});
