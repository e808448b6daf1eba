import { watch, type FSWatcher } from 'node:fs';
import type { End } from '../../shared/lifetime.ts';

/** What happens close together is told once. */
const GATHER_MS = 50;
/** Network file systems tell nothing of what other machines do. */
const LOOK_EVERY_MS = 10_000;

/** Told of changes in the folder, and now and then in any case. A folder that is gone is looked for again. */
export function watchFolder(folder: string, onChange: () => void): End {
  let watcher: FSWatcher | undefined;
  let gathering: NodeJS.Timeout | undefined;

  const tell = (): void => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      onChange();
    }, GATHER_MS).unref();
  };
  const begin = (): void => {
    try {
      watcher ??= watch(folder, { persistent: false }, tell).on('error', end);
    } catch {
      watcher = undefined;
    }
  };
  const end = (): void => {
    watcher?.close();
    watcher = undefined;
  };

  begin();
  const looking = setInterval(() => {
    begin();
    onChange();
  }, LOOK_EVERY_MS).unref();
  return () => {
    clearInterval(looking);
    clearTimeout(gathering);
    end();
  };
}
