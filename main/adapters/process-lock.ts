import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FileFailure, VaultFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { reasonOf, unwritable } from './file-reason.ts';
import { livingHolder, ownRecord, readLock, type LockFile, type LockRecord } from './lock-record.ts';

export type LockFailure = Extract<VaultFailure, { code: 'vault-busy' }> | FileFailure;

const LOOK_EVERY_MS = 40;

/*
 * How a lock changes hands with no moment at which two hold it:
 *
 * A record is written under a name of its own and then linked to the lock's path, which fails where there is one: a free lock goes to one
 * taker. A lock whose holder is dead is not removed, for between looking and removing it may have become another's. Instead its takers race
 * for the one place of its heir, a name made from the dead record's mark, again by link: one wins. The winner looks again whether the dead
 * record still stands at the path, and moves its own over it. As marks are never used twice and the move takes the heir's name away only
 * together with the dead record, a taker who comes late and finds the heir's place free finds another record at the path too, and has lost.
 * A winner that dies before its move is a dead record itself, and has an heir in the same way.
 */
export async function takeLock(
  path: string,
  { waitMs }: { readonly waitMs: number },
): Promise<Result<End, LockFailure>> {
  const record = ownRecord();
  const mine = `${path}.${record.mark}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(mine, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
    return await takeWithin({ path, mine, record }, waitMs);
  } catch (error) {
    return failed(unwritable(path, error));
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Whether somebody waits for it; one that was killed while waiting counts too. */
export function isLockWanted(path: string): boolean {
  return readdirSync(dirname(path)).some((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.new'));
}

/** The process that holds the lock now. */
export async function lockHolder(path: string): Promise<number | undefined> {
  return await livingHolder(readLock(path));
}

interface Take {
  readonly path: string;
  /** A file with our record, ready to be linked. */
  readonly mine: string;
  readonly record: LockRecord;
}

async function takeWithin(take: Take, waitMs: number): Promise<Result<End, LockFailure>> {
  const until = performance.now() + waitMs;
  for (;;) {
    const holder = await tryTake(take);
    if (holder === undefined) return succeeded(releaseOf(take));
    if (performance.now() >= until) return failed({ code: 'vault-busy', holder });
    await pause(LOOK_EVERY_MS);
  }
}

/** Undefined when it is ours, else the process that holds it or is about to. */
async function tryTake(take: Take): Promise<number | undefined> {
  for (;;) {
    if (linked(take.mine, take.path)) return undefined;
    const found = readLock(take.path);
    if (found.kind === 'refused') throw Object.assign(new Error('no lock file'), { code: found.reason });
    if (found.kind === 'absent') continue;
    const holder = await livingHolder(found);
    if (holder !== undefined) return holder;
    const heir = await succeed(take, found, found);
    if (heir !== 'lost') return heir;
  }
}

/** Runs for the place of a dead record's heir. Undefined when won, a pid when a living one has it, `lost` when it is to be looked at anew. */
async function succeed(take: Take, head: LockFile, dead: LockFile): Promise<number | undefined | 'lost'> {
  const place = `${take.path}.${markOf(dead)}`;
  if (linked(take.mine, place)) return inherit(take, place, head) ? undefined : 'lost';
  const found = readLock(place);
  if (found.kind === 'absent' || found.kind === 'refused') return 'lost';
  const holder = await livingHolder(found);
  if (holder !== undefined) return holder;
  const outcome = await succeed(take, head, found);
  // With the head replaced nobody can win by the dead heir any more.
  if (outcome === undefined) rmSync(place, { force: true });
  return outcome;
}

/** Moves our record from the heir's place over the dead one, if that is still what it was heir to. */
function inherit({ path }: Take, place: string, head: LockFile): boolean {
  try {
    const won = markOf(readLock(path)) === markOf(head);
    if (won) renameSync(place, path);
    return won;
  } finally {
    rmSync(place, { force: true });
  }
}

/** Gives the lock up, if it is still ours: after a long suspend a taker may have judged otherwise. */
function releaseOf({ path, record }: Take): End {
  return () => {
    const found = readLock(path);
    if (found.kind === 'record' && found.record.mark === record.mark) rmSync(path, { force: true });
  };
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function markOf(file: LockFile): string {
  if (file.kind === 'record') return file.record.mark;
  return file.kind === 'ruined' ? file.mark : '';
}
