import type { End } from '../../shared/lifetime.ts';
import type { Result } from '../../shared/result.ts';
import type { SocketPlace } from '../../shared/socket.ts';
import { isServed } from './agent-place.ts';
import { takeLock, type LockFailure } from './process-lock.ts';

/** How long one holder is waited for. An app that is starting needs a few seconds until it answers. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Takes the vault's lock for one command. Others like it are waited for, each in its turn; as soon as an app or agent answers at the
 * socket this gives up with `vault-busy`, for then it is the one to ask.
 */
export async function takeTurn(lockPath: string, place: SocketPlace): Promise<Result<End, LockFailure>> {
  let holder: number | undefined;
  let until = 0;
  for (;;) {
    const lock = await takeLock(lockPath, { waitMs: LOOK_EVERY_MS });
    if (lock.ok || lock.failure.code !== 'vault-busy') return lock;
    if (lock.failure.holder !== holder) until = performance.now() + PATIENCE_MS;
    holder = lock.failure.holder;
    if (performance.now() > until || (await isServed(place.path))) return lock;
  }
}
