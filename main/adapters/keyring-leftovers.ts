import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, done } from '../../shared/result.ts';
import type { KeyringPieces } from './keyring-pieces.ts';

interface Leftover {
  readonly generation: number;
  /** The first piece that is too many; all of them unless told. */
  readonly from?: number;
}

/** Removes pieces that nothing points to. What could not be removed is remembered, and tried again with the next sweep of that id. */
export interface KeyringLeftovers {
  sweep(id: string, parts: readonly Leftover[]): Promise<Result<void, KeyringFailure>>;
}

export function createLeftovers(pieces: KeyringPieces): KeyringLeftovers {
  // From which piece on each generation is still to go: a debt on the generation in use is only ever its tail.
  const owed = new Map<string, ReadonlyMap<number, number>>();

  async function sweep(id: string, parts: readonly Leftover[]): Promise<Result<void, KeyringFailure>> {
    const due = new Map(owed.get(id));
    for (const { generation, from = 0 } of parts) if (generation > 0) due.set(generation, from);
    let result: Result<void, KeyringFailure> = done;
    for (const [generation, from] of due) {
      result = await pieces.sweep(id, generation, from);
      // After one failure the rest would only fail more slowly.
      if (!result.ok) break;
      due.delete(generation);
    }
    if (due.size === 0) owed.delete(id);
    else owed.set(id, due);
    return result;
  }

  return { sweep };
}
