import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed, type Result } from '../../shared/result.ts';
import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import { makePrivateFolder } from './private-folder.ts';
import { takeLock } from './process-lock.ts';

const WAIT_MS = 10_000;

/**
 * One at a time among the processes of this machine. It lies outside the team's folder, so that nothing of it is synced: what machines do to
 * each other is settled by what they write.
 */
export function createFolderLock(folder: string) {
  const mark = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const place = join(tmpdir(), `tokenkeep-teams-${process.getuid?.() ?? 'user'}`);
  let last: Promise<unknown> = Promise.resolve();

  async function locked<T, F>(act: () => Promise<Result<T, F>>): Promise<Result<T, F | TeamStoreFailure>> {
    makePrivateFolder(place);
    const lock = await takeLock(join(place, `${mark}.lock`), { waitMs: WAIT_MS });
    if (!lock.ok) return failed({ code: 'team-unreachable', reason: 'busy' });
    try {
      return await act();
    } finally {
      await lock.value();
    }
  }

  return <T, F>(act: () => Promise<Result<T, F>>): Promise<Result<T, F | TeamStoreFailure>> => {
    const acting = last.then(() => locked(act));
    last = acting.catch(() => undefined);
    return acting;
  };
}
