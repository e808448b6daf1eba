import { mkdir } from 'node:fs/promises';
import { z } from 'zod';
import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { type RecordId, recordId } from '../../shared/team-ids.ts';
import { minutes, type Duration } from '../../shared/time.ts';
import type { Clock } from '../domain/ports.ts';
import type { Listing, RecordWrite, StoreCursor, StoredRecord, TeamStore } from '../domain/ports-team.ts';
import { reasonOf } from './file-reason.ts';
import { parseJson } from './parse-json.ts';
import { readPlain } from './plain-read.ts';
import { makePrivateFolder } from './private-folder.ts';
import {
  filesIn,
  folderPlaces,
  putAside,
  readFileOf,
  writeRecordFile,
  writeWhole,
  type FolderPlaces,
  type HeldFile,
} from './team-folder-files.ts';
import { createFolderLeases } from './team-folder-leases.ts';
import { createFolderLock } from './team-folder-lock.ts';
import { createFolderSeats } from './team-folder-seats.ts';
import { watchFolder } from './team-folder-watch.ts';

/** How long it may take until what one machine wrote has come to all others. */
const HAND_OVER = minutes(2);

const markerSchema = z.object({ format: z.literal('tokenkeep-team-folder'), version: z.int().min(1) });

interface FolderNeeds {
  readonly folder: string;
  /** Tells this machine from others. */
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly handOver?: Duration;
}

/** A folder that holds nothing yet becomes a team's. One that holds other things is left alone. */
export async function makeTeamFolder(folder: string): Promise<Result<void, TeamStoreFailure>> {
  const places = folderPlaces(folder);
  try {
    makePrivateFolder(folder);
    const there = isTeamFolder(places);
    if (there.ok || there.failure.reason === 'newer') return there;
    for (const each of [places.records, places.old, places.leases, places.seats])
      await mkdir(each, { recursive: true, mode: 0o700 });
    const marker = JSON.stringify({ format: 'tokenkeep-team-folder', version: 1 });
    await writeWhole(folder, 'tokenkeep-team.json', Buffer.from(`${marker}\n`));
    return done;
  } catch (error) {
    return failed(failureOf(error));
  }
}

function isTeamFolder({ marker }: FolderPlaces): Result<void, TeamStoreFailure & { readonly reason: string }> {
  const read = readPlain(marker);
  if (read.kind === 'absent') return failed({ code: 'team-unreachable', reason: 'ENOENT' });
  if (read.kind === 'refused') return failed({ code: 'team-unreachable', reason: read.reason });
  const told = markerSchema.safeParse(parseJson(read.bytes));
  if (!told.success) return failed({ code: 'team-store-refused', reason: 'no-team' });
  return told.data.version > 1 ? failed({ code: 'team-store-refused', reason: 'newer' }) : done;
}

/** Each record a file of its own, in a folder that the members share somehow. A folder that is gone is never made anew. */
export function openTeamFolder({ folder, machine, clock, handOver = HAND_OVER }: FolderNeeds): TeamStore {
  const places = folderPlaces(folder);
  const seats = createFolderSeats({ folder: places.seats, machine, clock });
  const { othersKnown } = seats;
  const leases = createFolderLeases({ folder: places.leases, machine, clock, handOver, othersKnown });
  const changes = createChanges();
  let lock: ReturnType<typeof createFolderLock> | undefined;

  async function guarded<T, F>(act: () => Promise<Result<T, F>>): Promise<Result<T, F | TeamStoreFailure>> {
    try {
      const there = isTeamFolder(places);
      return there.ok ? await act() : there;
    } catch (error) {
      return failed(failureOf(error));
    }
  }

  const alone = <T, F>(act: () => Promise<Result<T, F>>): Promise<Result<T, F | TeamStoreFailure>> =>
    guarded(() => (lock ??= createFolderLock(folder))(act));

  async function write({
    id,
    expected,
    sealed,
    lease,
    settles = [],
  }: RecordWrite): Promise<Result<void, TeamRaceFailure>> {
    if (lease !== undefined && !(await leases.holds(lease))) return failed({ code: 'team-fenced' });
    const files = (await filesIn(places.records)).get(id) ?? [];
    const version = files[0]?.version ?? 0;
    if (version !== expected) return failed({ code: 'team-stale', version });
    await writeRecordFile(places.records, id, expected + 1, sealed);
    const held = files.map((file) => readFileOf(places.records, file)).filter((file) => file !== undefined);
    // The first is what it follows. Another that nobody has merged yet stays.
    const isOver = ({ bytes }: HeldFile, at: number) => at === 0 || settles.some((each) => bytes.equals(each));
    await putAside(places, held.filter(isOver));
    if (lease !== undefined) await leases.settled(lease);
    return done;
  }

  return {
    list: (since) => guarded(async () => succeeded(changes.since(await filesIn(places.records), since))),
    read: (ids) => guarded(async () => succeeded(await readAll(places, ids))),
    write: (asked) => alone(() => write(asked)),
    take: (name, seat, length) => alone(() => leases.take(name, seat, length)),
    renew: (lease, length) => alone(() => leases.renew(lease, length)),
    release: async (lease) => {
      const released = await alone(() => leases.release(lease));
      return released.ok || isRace(released.failure) ? done : failed(released.failure);
    },
    sit: (seat, length) => alone(() => seats.sit(seat, length)),
    watch: (onChange) => watchFolder(places.records, onChange),
    end: async () => undefined,
  };
}

const isRace = (failure: TeamRaceFailure | TeamStoreFailure): failure is TeamRaceFailure =>
  ['team-stale', 'team-fenced', 'team-lease-held', 'team-seat-taken'].includes(failure.code);

/** So many files are read before others get their turn. */
const AT_A_TIME = 64;

async function readAll(places: FolderPlaces, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
  const files = await filesIn(places.records);
  const records: StoredRecord[] = [];
  for (const [at, id] of ids.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await new Promise((resolve) => void setImmediate(resolve));
    const held = (files.get(id) ?? []).map((file) => readFileOf(places.records, file));
    const [first, ...others] = held.filter((file) => file !== undefined);
    if (first === undefined) continue;
    const rivals = others.map(({ bytes }) => bytes).filter((bytes) => !bytes.equals(first.bytes));
    records.push({ id, version: first.version, sealed: first.bytes, rivals });
  }
  return records;
}

/** Which records look other than when they were last listed. A cursor is good for the process that was given it. */
function createChanges() {
  const marks = new Map<string, { readonly look: string; readonly turn: number }>();
  let turn = 0;
  return {
    since(files: Awaited<ReturnType<typeof filesIn>>, cursor: StoreCursor | undefined): Listing {
      turn += 1;
      const from = cursor === undefined ? 0 : Number(cursor);
      const changed: Listing['changed'][number][] = [];
      for (const [id, all] of files) {
        const look = all.map(({ name }) => name).join();
        if (marks.get(id)?.look !== look) marks.set(id, { look, turn });
        if ((marks.get(id)?.turn ?? turn) > from) changed.push({ id: recordId(id), version: all[0]?.version ?? 0 });
      }
      return { changed, cursor: String(turn) };
    },
  };
}

function failureOf(error: unknown): TeamStoreFailure {
  const reason = reasonOf(error);
  const isReadOnly = ['EROFS', 'EACCES', 'EPERM'].includes(reason);
  return isReadOnly ? { code: 'team-read-only' } : { code: 'team-unreachable', reason };
}
