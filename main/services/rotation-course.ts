import type { Failure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import type { Rotate } from '../domain/provider.ts';
import { freshSlot, oldSlot } from '../domain/rotation.ts';
import type { Leftovers } from './leftovers.ts';
import type { RotationAsking } from './rotation-asking.ts';
import type { RotationNeeds } from './rotation-entries.ts';
import type { RotationPlacing } from './rotation-placing.ts';

type Ended = Promise<Result<void, Failure>>;

export interface RotationCourse {
  /** One thing at a time to a token; who comes second gets the first one's end. */
  alone(id: TokenId, act: () => Ended): Ended;
  isRunning(id: TokenId): boolean;
  /** When nothing is done to the token any more. */
  idle(id: TokenId): Promise<unknown>;
  openEntries(): readonly JournalEntry[];
  openOf(id: TokenId): JournalEntry | undefined;
  /** From where an entry stands to its end, or to where it can go no further now. */
  drive(from: JournalEntry | undefined): Ended;
  /** Goes on with what is open; begins anew where nothing is. */
  turn(token: Token, rotate: Rotate, actor: string): Ended;
}

type Needs = RotationNeeds & {
  readonly leftovers: Leftovers;
  readonly asking: RotationAsking;
  readonly placing: RotationPlacing;
};

export function createRotationCourse(needs: Needs): RotationCourse {
  const { secrets, catalog, journal, registry, leftovers, asking, placing, changed } = needs;
  const running = new Map<TokenId, Ended>();

  const openEntries = () => journal.open().filter(({ act }) => act === 'rotate');
  const openOf = (id: TokenId) => openEntries().find(({ token }) => token === id);

  function alone(id: TokenId, act: () => Ended): Ended {
    const joined = running.get(id);
    if (joined !== undefined) return joined;
    const acting = act().finally(() => {
      running.delete(id);
      changed();
    });
    running.set(id, acting);
    changed();
    return acting;
  }

  async function drive(from: JournalEntry | undefined): Ended {
    for (let entry = from; entry !== undefined;) {
      const token = catalog.get(entry.token);
      if (token === undefined) return discard(entry);
      const rotate = registry.get(token.provider)?.rotate;
      if (rotate === undefined) return failed({ code: 'cannot-do', name: token.label, act: 'rotate' });
      const onward = entry.step === 'sent' ? asking.settle : placing.onward;
      const moved = await onward(entry, token, rotate);
      if (!moved.ok) return moved;
      entry = moved.value;
    }
    return done;
  }

  /** The token was forgotten meanwhile, and with it goes all that was kept of it. */
  async function discard(entry: JournalEntry): Ended {
    await secrets.delete(freshSlot(entry.token));
    await secrets.delete(oldSlot(entry.token));
    return journal.close(entry.id);
  }

  async function turn(token: Token, rotate: Rotate, actor: string): Ended {
    const open = openOf(token.id);
    if (open !== undefined) return drive(open);
    for (const leftover of token.leftovers ?? []) await leftovers.bury(token.id, leftover);
    const ready = catalog.get(token.id) ?? token;
    if ((ready.leftovers?.length ?? 0) > 0) return failed({ code: 'old-lives', name: token.label });
    const begun = await asking.begin(ready, rotate, actor);
    return begun.ok ? drive(begun.value) : begun;
  }

  return {
    alone,
    drive,
    turn,
    openEntries,
    openOf,
    isRunning: (id) => running.has(id),
    idle: async (id) => running.get(id),
  };
}
