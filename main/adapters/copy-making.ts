import { accessSync, constants } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import type { OpenedStore, OpenStore } from '../domain/storage-ports.ts';
import type { FileCopies } from './file-copies.ts';
import { patiently } from './patiently.ts';

/** Makes the next copy of a file ready beside the current one: whole and on disk when it resolves. Rejects with the system's error. */
export type CopyMaking = (copies: FileCopies) => (sealed: Buffer) => Promise<void>;

/**
 * The event loop is free while the disk takes it, which a thousand accounts that are renewed together need hundreds of times. The copy must
 * not be there yet, so that no link is followed.
 */
export const makeFreely: CopyMaking =
  ({ next }) =>
  async (sealed) => {
    const handle = await patiently(() => openFile(next, 'wx', 0o600));
    try {
      await handle.writeFile(sealed);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };

/** By a store that holds the event loop until the disk has taken it: for what only a person changes. */
export const makeByStore =
  (open: OpenStore): CopyMaking =>
  (copies) => {
    let store: OpenedStore | undefined;
    return async (sealed) => {
      // Asked first: the store retries a refusal for a whole second.
      accessSync(copies.folder, constants.W_OK);
      store ??= open(optionsFor(copies));
      store.store = { sealed };
      await proveWritten(copies.next, sealed.length);
    };
  };

const optionsFor = ({ folder, nextName }: FileCopies): Parameters<OpenStore>[0] => ({
  cwd: folder,
  name: nextName,
  fileExtension: 'json',
  configFileMode: 0o600,
  serialize: ({ sealed }) => sealed,
  // What it reads is never used: reading back is bounded and verified elsewhere.
  deserialize: () => ({ sealed: new Uint8Array() }),
});

/** The store does not look at how much the system took: on a full disk it puts half a file in place and reports success. */
async function proveWritten(path: string, length: number): Promise<void> {
  const handle = await openFile(path, 'r+');
  try {
    // Inside a Snap the store writes in place and does not sync; elsewhere this costs next to nothing.
    await handle.sync();
    const { size } = await handle.stat();
    if (size !== length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
  } finally {
    await handle.close();
  }
}
