import type { Elsewhere } from '../../main/domain/elsewhere-ports.ts';
import { failed, succeeded } from '../../shared/result.ts';

/** A machine with no files. */
export const nothingElsewhere: Elsewhere = {
  scanner: {
    search: async () => succeeded({ files: 0, skipped: [], cut: false }),
    ignored: async () => [],
    ignore: async () => failed('EROFS'),
  },
  files: {
    read: async () => failed('absent'),
    cut: async () => failed('ENOENT'),
    mend: async () => failed('ENOENT'),
    names: async () => [],
    create: async () => failed('EROFS'),
    remove: async () => failed('EROFS'),
  },
  watch: () => () => undefined,
  places: { home: '/home/me', platform: 'linux', env: {}, vault: '/home/me/vault' },
};
