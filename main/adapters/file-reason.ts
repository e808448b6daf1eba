import type { FileFailure } from '../../shared/failure.ts';

/** The system's own code (`ENOSPC`, `EROFS`), which says more to whoever mends it than a message, and holds nothing private. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'unexpected';
}

export const unwritable = (file: string, error: unknown): FileFailure => ({
  code: 'file-unwritable',
  file,
  reason: reasonOf(error),
});

/** For what can be missing: undefined where it is, and every other error as it came. */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
