import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordId } from '../../shared/team-ids.ts';
import { ifThere } from './file-reason.ts';
import { patiently } from './patiently.ts';
import { readPlain } from './plain-read.ts';
import { syncFolder } from './private-folder.ts';

/*
 * Every version of a record is a file of its own that is never written again, named by what is in it:
 *
 *   records/ID.VERSION.DIGEST.json     what counts now; more than one of an ID where two wrote without seeing each other
 *   old/ID.VERSION.DIGEST.json         what came before, the newest few
 *
 * So a service that syncs the folder, or git, never finds one file with two contents: what two machines wrote at once are two files, and both
 * arrive. One that arrived only in part is told by its name.
 */
export interface FolderPlaces {
  readonly records: string;
  readonly old: string;
  readonly leases: string;
  readonly seats: string;
  readonly marker: string;
}

const GENERATIONS = 3;
const NAME = /^([0-9a-z-]{1,64})\.(\d{1,10})\.([0-9a-f]{16})(.*)\.json$/;

export const folderPlaces = (folder: string): FolderPlaces => ({
  records: join(folder, 'records'),
  old: join(folder, 'old'),
  leases: join(folder, 'leases'),
  seats: join(folder, 'seats'),
  marker: join(folder, 'tokenkeep-team.json'),
});

export interface RecordFile {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

export interface HeldFile extends RecordFile {
  readonly bytes: Buffer;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** The files of records by their names, each record's highest version first. What is named otherwise is somebody else's. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, readonly RecordFile[]>> {
  const found = new Map<string, RecordFile[]>();
  for (const name of await readdir(folder)) {
    const match = NAME.exec(name);
    if (match === null) continue;
    const [, id = '', version = ''] = match;
    const file = { id, version: Number(version), name };
    const of = found.get(id);
    if (of === undefined) found.set(id, [file]);
    else of.push(file);
  }
  for (const files of found.values()) files.sort((one, other) => other.version - one.version || order(one, other));
  return found;
}

/** One under its own name comes before what a sync service renamed. */
const order = (one: RecordFile, other: RecordFile): number =>
  one.name.length - other.name.length || (one.name < other.name ? -1 : 1);

/** Undefined where it is gone by now, or has not wholly arrived. One that a sync service renamed is taken as it is. */
export function readFileOf(folder: string, file: RecordFile): HeldFile | undefined {
  const read = readPlain(join(folder, file.name));
  if (read.kind !== 'read') return undefined;
  const [, , , digest, renamed] = NAME.exec(file.name) ?? [];
  const isWhole = renamed !== '' || digestOf(read.bytes) === digest;
  return isWhole ? { ...file, bytes: read.bytes } : undefined;
}

/** When this resolves the file is there whole, under its name, and outlives a power cut. */
export async function writeRecordFile(
  folder: string,
  id: RecordId,
  version: number,
  sealed: Uint8Array,
): Promise<void> {
  await writeWhole(folder, `${id}.${version}.${digestOf(sealed)}.json`, sealed);
}

export async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const making = join(folder, `.${randomUUID()}.tmp`);
  try {
    const handle = await open(making, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await patiently(() => rename(making, join(folder, name)));
    await syncFolder(folder);
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
}

/** What a new version has taken the place of. It is kept a while beside, for whoever has to mend by hand. */
export async function putAside({ records, old }: FolderPlaces, files: readonly RecordFile[]): Promise<void> {
  if (files.length === 0) return;
  await mkdir(old, { recursive: true, mode: 0o700 });
  for (const { name } of files) await renameIfThere(join(records, name), join(old, name));
  const [first] = files;
  const kept = first === undefined ? [] : ((await filesIn(old)).get(first.id) ?? []);
  for (const { name } of kept.slice(GENERATIONS)) await rm(join(old, name), { force: true });
}

async function renameIfThere(from: string, to: string): Promise<void> {
  if (ifThere(() => readPlain(from))?.kind === 'absent') return;
  await patiently(() => rename(from, to));
}
