import { chmodSync, lstatSync, mkdirSync, unlinkSync, type Stats } from 'node:fs';
import net from 'node:net';
import type { AgentFailure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { SocketPlace } from '../../shared/socket.ts';
import { ifThere } from './file-reason.ts';

type PlaceFailure = Extract<AgentFailure, { code: 'agent-place-refused' }>;

const refuse = (place: string, why: PlaceFailure['why']): Result<never, PlaceFailure> =>
  failed({ code: 'agent-place-refused', place, why });

/**
 * Makes the place ready to listen at: a folder of this user's alone, and nothing at the socket's path. Only a socket of ours that nobody
 * answers at is taken away; whatever else is there stays, and no link is followed.
 */
export async function preparePlace({ folder, path }: SocketPlace): Promise<Result<void, PlaceFailure>> {
  // A named pipe has no file, and Windows itself keeps others from taking a name in use.
  if (folder === '') return done;
  try {
    const fit = prepareFolder(folder);
    return fit.ok ? await preparePath(path) : fit;
  } catch {
    return refuse(folder, 'unwritable');
  }
}

const isOurs = ({ uid }: Stats): boolean => uid === process.getuid?.();

function prepareFolder(folder: string): Result<void, PlaceFailure> {
  if (ifThere(() => lstatSync(folder)) === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory()) return refuse(folder, 'not-a-folder');
  if (!isOurs(found)) return refuse(folder, 'foreign');
  if ((found.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
  return done;
}

async function preparePath(path: string): Promise<Result<void, PlaceFailure>> {
  const found = ifThere(() => lstatSync(path));
  if (found === undefined) return done;
  if (!found.isSocket()) return refuse(path, 'not-a-socket');
  if (!isOurs(found)) return refuse(path, 'foreign');
  if (await isServed(path)) return refuse(path, 'in-use');
  unlinkSync(path);
  return done;
}

/** Whether somebody listens. Anything but a clear refusal means that somebody may be there: a full queue, for one. */
export function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}
