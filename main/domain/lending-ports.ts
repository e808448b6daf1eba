import type { Actor } from '../../shared/agent.ts';
import type { FileFailure } from '../../shared/failure.ts';
import type { Call, Grant, Lease, Use } from '../../shared/lease.ts';
import type { Result } from '../../shared/result.ts';

/** What is lent, what may be, and what was seen of it. It never holds a value: those of children lie in the keyring. */
export interface LendingBook {
  readonly grants: readonly Grant[];
  readonly leases: readonly Lease[];
  readonly uses: readonly Use[];
  readonly calls: readonly Call[];
}

export interface LendingStore {
  get(): LendingBook;
  /** Applied to the newest book, so that two changes at once both last; resolves when it is on disk. */
  change(change: (book: LendingBook) => LendingBook): Promise<Result<void, FileFailure>>;
}

/** What the system says of a process of this machine. Nothing of it is known where the process has gone. */
export interface CallerFacts {
  /** The program that started it. */
  readonly parent?: string | undefined;
  /** The repository that its folder lies in. */
  readonly repo?: string | undefined;
}

export interface Callers {
  look(caller: Pick<Actor, 'pid' | 'parent' | 'folder'>): Promise<CallerFacts>;
}
