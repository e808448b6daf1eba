import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { reasonOf } from './file-reason.ts';

/**
 * Makes the folder for this user alone. One that is there is tightened only while it is empty and ours: a person may have named a place
 * that others use too, and the files in it are 0600 in any case. Throws the system's error.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(folder);
  const loose = (mode & 0o077) !== 0 && uid === process.getuid?.();
  if (loose && readdirSync(folder).length === 0) chmodSync(folder, 0o700);
}

/** After this, files made or renamed in the folder outlive a power cut. Windows keeps its folders by itself and refuses to be asked. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network and FUSE file systems have no such call; there the rename is as durable as they make it.
    if (reasonOf(error) !== 'EINVAL' && reasonOf(error) !== 'ENOTSUP') throw error;
  } finally {
    await handle.close();
  }
}
