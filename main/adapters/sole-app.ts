import type { End } from '../../shared/lifetime.ts';
import type { SocketPlace } from '../../shared/socket.ts';
import { askHolder } from './holder-call.ts';
import { takeLock, type LockFailure } from './process-lock.ts';

/** Longer than any command of the CLI holds the vault when it works alone. */
const PATIENCE_MS = 10_000;

export type Holding =
  | { readonly kind: 'ours'; readonly release: End }
  /** Another app holds the vault and has brought its window to the front. */
  | { readonly kind: 'shown-elsewhere' }
  | { readonly kind: 'refused'; readonly failure: LockFailure };

/**
 * Makes this app the one that holds the vault. A running app is asked to show itself instead; an agent without a window is asked to
 * leave; a command of the CLI, or an app that is just starting, is waited for. `token`: by name, the one that it is to show.
 */
export async function becomeSoleApp(lockPath: string, place: SocketPlace, token?: string): Promise<Holding> {
  const until = Date.now() + PATIENCE_MS;
  for (let waitMs = 0; ; waitMs = 200) {
    const lock = await takeLock(lockPath, { waitMs });
    if (lock.ok) return { kind: 'ours', release: lock.value };
    if (lock.failure.code !== 'vault-busy') return { kind: 'refused', failure: lock.failure };
    const opened = await askToShow(place, token);
    if (opened?.ok === true) return { kind: 'shown-elsewhere' };
    if (opened?.failure.code === 'no-window') await askHolder(place, 'leave', { as: 'app' });
    if (Date.now() > until) return { kind: 'refused', failure: lock.failure };
  }
}

/** One that is not kept there is no reason to stay hidden. */
async function askToShow(place: SocketPlace, token: string | undefined): ReturnType<typeof askHolder<'open'>> {
  const shown = token === undefined ? undefined : await askHolder(place, 'open', { token });
  return shown?.ok === true ? shown : askHolder(place, 'open', {});
}
