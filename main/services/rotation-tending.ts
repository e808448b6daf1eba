import { done } from '../../shared/result.ts';
import { later, minutes, type Instant } from '../../shared/time.ts';
import type { Leftover, Token, TokenId } from '../../shared/token.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import type { Rotate } from '../domain/provider.ts';
import type { Leftovers } from './leftovers.ts';
import type { RotationCourse } from './rotation-course.ts';
import type { RotationNeeds } from './rotation-entries.ts';

export interface RotationTending {
  tend(due: readonly TokenId[]): Promise<void>;
  dueAt(): Instant | undefined;
}

type Needs = RotationNeeds & {
  readonly leftovers: Leftovers;
  readonly course: RotationCourse;
  /** Undefined where a token may not be rotated now. */
  mayRotate(token: Token): Rotate | undefined;
};

/** What could not even be noted as tried, for want of a disk or a keyring, is left alone this long. */
const REST = minutes(1);

/** What a rotation left open, done by itself. */
export function createRotationTending({ clock, catalog, leftovers, course, mayRotate }: Needs): RotationTending {
  const resting = new Map<TokenId, Instant>();

  const readyAt = (id: TokenId, notBefore: Instant | undefined) =>
    Math.max(notBefore ?? 0, resting.get(id) ?? 0) as Instant;
  const entryReadyAt = ({ token: id }: JournalEntry) => readyAt(id, catalog.get(id)?.renewing?.notBefore);

  // A token that is being revoked is ended with all that was ever its value.
  const isIdle = (id: TokenId): boolean => !course.isRunning(id) && catalog.get(id)?.ending === undefined;
  const idleEntries = () => course.openEntries().filter(({ token }) => isIdle(token));

  function idleLeftovers(): readonly { readonly id: TokenId; readonly leftover: Leftover; readonly at: Instant }[] {
    const held = new Set(course.openEntries().map(({ token }) => token));
    return catalog
      .list()
      .filter(({ id, leftovers: left }) => left !== undefined && !held.has(id) && isIdle(id))
      .flatMap(({ id, leftovers: left = [] }) =>
        left.map((leftover) => ({ id, leftover, at: readyAt(id, leftover.notBefore) })),
      );
  }

  async function resume(entry: JournalEntry): Promise<void> {
    await course.alone(entry.token, () => course.drive(entry));
    restWhere(entry.token, course.openOf(entry.token) !== undefined && entryReadyAt(entry) <= clock.now());
  }

  async function bury(id: TokenId, leftover: Leftover): Promise<void> {
    await course.alone(id, async () => (await leftovers.bury(id, leftover), done));
    const left = catalog.get(id)?.leftovers?.find(({ slot }) => slot === leftover.slot);
    restWhere(id, left !== undefined && readyAt(id, left.notBefore) <= clock.now());
  }

  function restWhere(id: TokenId, isStuck: boolean): void {
    if (isStuck) resting.set(id, later(clock.now(), REST));
    else resting.delete(id);
  }

  return {
    async tend(due) {
      const now = clock.now();
      const open = idleEntries().filter((entry) => entryReadyAt(entry) <= now);
      const old = idleLeftovers().filter(({ at }) => at <= now);
      const fresh = due
        .flatMap((id) => catalog.get(id) ?? [])
        .filter(({ id }) => isIdle(id) && course.openOf(id) === undefined);
      await Promise.all([
        ...open.map(resume),
        ...old.map(({ id, leftover }) => bury(id, leftover)),
        ...fresh.map((token) => {
          const rotate = mayRotate(token);
          return rotate === undefined ? done : course.alone(token.id, () => course.turn(token, rotate, 'heartbeat'));
        }),
      ]);
    },
    dueAt() {
      const moments = [...idleEntries().map(entryReadyAt), ...idleLeftovers().map(({ at }) => at)];
      return moments.length === 0 ? undefined : (Math.min(...moments) as Instant);
    },
  };
}
