import { existsSync, lstatSync } from 'node:fs';
import { copyFile, link, lstat, readFile, rename, writeFile } from 'node:fs/promises';
import type { FileFailure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Clock } from '../domain/ports.ts';
import type { CopyMaking } from './copy-making.ts';
import { setAside, sweepUnfinished, type FileCopies } from './file-copies.ts';
import { ifThere, reasonOf, unwritable } from './file-reason.ts';
import { patiently } from './patiently.ts';
import { markOf, MOST_BYTES } from './plain-read.ts';
import { makePrivateFolder, syncFolder } from './private-folder.ts';
import { unsealFile } from './seal-file.ts';

export interface Saving {
  readonly copies: FileCopies;
  readonly making: CopyMaking;
  readonly clock: Clock;
  /** Marks of files that were verified already; grows with each that is. */
  readonly verified: Set<string>;
  /** Whether to leave a sign that there was once a state here. */
  readonly marks: boolean;
  /** Told of a copy that was found damaged and set aside. */
  readonly onDamage: () => void;
}

const MARKER_TEXT =
  'Tokenkeep kept its file of this name here. If it and all its copies are gone for good, remove this file to begin anew.\n';

/**
 * Writes one whole copy: made ready beside the current one and checked, the current one kept as the newest older copy, the new one put in
 * its place, the folder synced. Whenever this is cut short, the current copy is whole. Never runs twice at once.
 */
export function createSaving(saving: Saving): (sealed: Buffer) => Promise<Result<void, FileFailure>> {
  const { copies } = saving;
  const make = saving.making(copies);
  let isLooked = false;
  return async (sealed) => {
    try {
      if (!isLooked || !existsSync(copies.folder)) makePrivateFolder(copies.folder);
      isLooked = true;
      await sweepUnfinished(copies);
      await make(sealed);
      await keepCurrent(saving);
      await patiently(() => rename(copies.next, copies.current));
      remember(saving, markOf(lstatSync(copies.current)));
      if (saving.marks) await writeMarker(copies);
      await syncFolder(copies.folder);
      return done;
    } catch (error) {
      return failed(unwritable(copies.file, error));
    }
  };
}

async function keepCurrent(saving: Saving): Promise<void> {
  const { copies } = saving;
  const [newest] = copies.older;
  if (newest === undefined || !(await isGood(saving, copies.current))) return;
  // Where a write was cut short after this step the newest older copy is the current one already.
  const same = ifThere(() => lstatSync(newest))?.ino === lstatSync(copies.current).ino;
  if (same) return;
  for (let index = copies.older.length - 1; index > 0; index -= 1)
    await shift(saving, copies.older[index - 1], copies.older[index]);
  await linkOrCopy(copies.current, newest);
}

async function shift(saving: Saving, from: string | undefined, to: string | undefined): Promise<void> {
  if (from === undefined || to === undefined || !(await isGood(saving, from))) return;
  await patiently(() => rename(from, to));
}

/** True for a copy that verifies. One that does not is set aside, so that it never takes a good one's place. */
async function isGood(saving: Saving, path: string): Promise<boolean> {
  const stats = ifThere(() => lstatSync(path));
  if (stats === undefined) return false;
  if (stats.isFile()) {
    if (saving.verified.has(markOf(stats))) return true;
    if (stats.size <= MOST_BYTES && unsealFile(await readFile(path)).kind === 'good') {
      remember(saving, markOf(stats));
      return true;
    }
  }
  setAside(saving.copies, path, saving.clock.now());
  saving.onDamage();
  return false;
}

function remember({ verified, copies }: Saving, mark: string): void {
  verified.add(mark);
  for (const oldest of verified) {
    if (verified.size <= 2 * copies.older.length) return;
    verified.delete(oldest);
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // File systems without hard links, such as exFAT.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(reasonOf(error))) throw error;
    await copyFile(from, to);
  }
}

async function writeMarker({ marker }: FileCopies): Promise<void> {
  const there = await lstat(marker).then(
    () => true,
    () => false,
  );
  if (!there) await writeFile(marker, MARKER_TEXT, { mode: 0o600, flag: 'wx' });
}
