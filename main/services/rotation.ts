import type { Asked, RotationPreview } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { targetWords } from '../../shared/target.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { JournalEntry } from '../domain/ports.ts';
import type { Rotate } from '../domain/provider.ts';
import { freshSlot, oldSlot } from '../domain/rotation.ts';
import { runsAfter } from '../domain/schedule.ts';
import { isDead, statusOf } from '../domain/status.ts';
import { createLeftovers } from './leftovers.ts';
import { named } from './naming.ts';
import type { Picture } from './picture.ts';
import { createRotationAsking } from './rotation-asking.ts';
import { createRotationEntries, type RotationNeeds } from './rotation-entries.ts';
import { createRotationPlacing } from './rotation-placing.ts';
import { createUndoing } from './undoing.ts';
import type { SettingsStore } from '../domain/ports.ts';

export interface Rotation {
  rotate(input: Asked<'rotate'>, actor: string): Promise<Result<TokenView, Failure>>;
  preview(input: Asked<'rotation'>): Result<RotationPreview, Failure>;
  undo(input: Asked<'undo'>, actor: string): Promise<Result<TokenView, Failure>>;
  /** What is due by itself: rotations of these tokens, those left open, and old values that may still live. */
  tend(due: readonly TokenId[]): Promise<void>;
  /** When something left open is to be tried again; undefined when nothing is. */
  dueAt(): Instant | undefined;
  /** Tokens whose own value may be dead while the new one is not yet in place: nobody should judge them by it. */
  underWay(): readonly TokenId[];
}

type Needs = RotationNeeds & { readonly settings: SettingsStore; readonly picture: Picture };

export function createRotation(needs: Needs): Rotation {
  const { clock, secrets, catalog, settings, journal, registry, picture, changed } = needs;
  const entries = createRotationEntries(needs);
  const leftovers = createLeftovers(needs);
  const asking = createRotationAsking({ ...needs, entries });
  const placing = createRotationPlacing({ ...needs, entries, leftovers });
  const undoing = createUndoing({ ...needs, entries, leftovers });
  const running = new Map<TokenId, Promise<Result<void, Failure>>>();

  const rotateOf = (token: Token): Rotate | undefined => registry.get(token.provider)?.rotate;
  const openEntries = () => journal.open().filter(({ act }) => act === 'rotate');
  const openOf = (id: TokenId) => openEntries().find(({ token }) => token === id);

  /** One thing at a time to a token; who comes second gets the first one's end. */
  function alone(id: TokenId, act: () => Promise<Result<void, Failure>>): Promise<Result<void, Failure>> {
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

  async function drive(from: JournalEntry | undefined): Promise<Result<void, Failure>> {
    for (let entry = from; entry !== undefined;) {
      const token = catalog.get(entry.token);
      if (token === undefined) return discard(entry);
      const rotate = rotateOf(token);
      if (rotate === undefined) return failed({ code: 'cannot-do', name: token.label, act: 'rotate' });
      const onward = entry.step === 'sent' ? asking.settle : placing.onward;
      const moved = await onward(entry, token, rotate);
      if (!moved.ok) return moved;
      entry = moved.value;
    }
    return done;
  }

  /** The token was forgotten meanwhile, and with it goes all that was kept of it. */
  async function discard(entry: JournalEntry): Promise<Result<void, Failure>> {
    await secrets.delete(freshSlot(entry.token));
    await secrets.delete(oldSlot(entry.token));
    return journal.close(entry.id);
  }

  async function turn(token: Token, rotate: Rotate, actor: string): Promise<Result<void, Failure>> {
    const open = openOf(token.id);
    if (open !== undefined) return drive(open);
    for (const leftover of token.leftovers ?? []) await leftovers.bury(token.id, leftover);
    const ready = catalog.get(token.id) ?? token;
    if ((ready.leftovers?.length ?? 0) > 0) return failed({ code: 'old-lives', name: token.label });
    const begun = await asking.begin(ready, rotate, actor);
    return begun.ok ? drive(begun.value) : begun;
  }

  /** Why a person's wish to rotate comes to nothing before anything is done; undefined where it may begin. */
  function hindrance(token: Token): Failure | undefined {
    const [rotate, name] = [rotateOf(token), token.label];
    if (token.ending !== undefined) return { code: 'revocation-pending', name };
    if (rotate?.can(token) !== true || !isCheckable(token)) {
      return { code: 'cannot-do', name, act: 'rotate', link: registry.get(token.provider)?.link?.(token) };
    }
    return openOf(token.id) === undefined ? uselessness(token, rotate) : undefined;
  }

  /** An overlapping rotation leaves the old value in use, so that one whose answer was lost may be asked for again, by a person. */
  function uselessness(token: Token, rotate: Rotate): Failure | undefined {
    const name = token.label;
    if (token.standing.outcomeLostAt !== undefined && rotate.family === 'replace')
      return { code: 'outcome-lost', name };
    const status = statusOf(token, clock.now(), settings.get().leads);
    return isDead(status) ? { code: 'token-useless', name, state: status.kind } : undefined;
  }

  const isCheckable = ({ provider }: Token) => {
    const check = registry.get(provider)?.check;
    return check?.kind === 'online' && check.sideEffect === 'none';
  };

  const viewOf = (token: Token) => picture.view(catalog.get(token.id) ?? token);

  async function resume(entry: JournalEntry): Promise<void> {
    await alone(entry.token, () => drive(entry));
  }

  const isDue = ({ token: id }: JournalEntry) => {
    const token = catalog.get(id);
    return token?.ending === undefined && (token?.renewing?.notBefore ?? 0) <= clock.now();
  };

  function dueLeftovers() {
    const held = new Set(openEntries().map(({ token }) => token));
    return catalog
      .list()
      .filter(
        ({ id, ending, leftovers: left }) =>
          left !== undefined && ending === undefined && !held.has(id) && !running.has(id),
      )
      .flatMap(({ id, leftovers: left = [] }) => left.map((leftover) => ({ id, leftover })));
  }

  return {
    async rotate({ token: name, confirmed }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const hindered = hindrance(token);
      const rotate = rotateOf(token);
      if (hindered !== undefined || rotate === undefined) {
        return failed(hindered ?? { code: 'cannot-do', name: token.label, act: 'rotate' });
      }
      if (!confirmed) return failed({ code: 'confirm-needed', name: token.label, consumers: token.consumers });
      const ended = await alone(token.id, () => turn(token, rotate, actor));
      return ended.ok ? succeeded(viewOf(token)) : ended;
    },

    preview({ token: name }) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const hindered = hindrance(found.value);
      const rotate = rotateOf(found.value);
      if (hindered !== undefined || rotate === undefined) {
        return failed(hindered ?? { code: 'cannot-do', name: found.value.label, act: 'rotate' });
      }
      const { consumers, targets = [], schedule } = found.value;
      return succeeded({
        family: rotate.family,
        oldDies: OLD_DIES[rotate.family],
        undoable: rotate.family === 'overlap',
        consumers,
        targets: targets.map(targetWords),
        next: schedule === undefined ? [] : runsAfter(schedule, clock.now(), 3),
      });
    },

    async undo({ token: name }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const rotate = rotateOf(token);
      if (rotate === undefined) return failed({ code: 'cannot-do', name: token.label, act: 'undo' });
      const ended = await alone(token.id, () => undoing.undo(token, rotate, openOf(token.id), actor));
      return ended.ok ? succeeded(viewOf(token)) : ended;
    },

    async tend(due) {
      const open = openEntries().filter((entry) => isDue(entry) && !running.has(entry.token));
      const old = dueLeftovers().filter(({ leftover }) => (leftover.notBefore ?? 0) <= clock.now());
      const fresh = due
        .flatMap((id) => catalog.get(id) ?? [])
        .filter(({ id }) => !running.has(id) && openOf(id) === undefined);
      await Promise.all([
        ...open.map(resume),
        ...old.map(({ id, leftover }) => alone(id, async () => (await leftovers.bury(id, leftover), done))),
        ...fresh.map((token) => {
          const rotate = rotateOf(token);
          const may = rotate !== undefined && hindrance(token) === undefined;
          return may ? alone(token.id, () => turn(token, rotate, 'heartbeat')) : done;
        }),
      ]);
    },

    dueAt() {
      const idle = openEntries().filter(({ token }) => !running.has(token) && catalog.get(token)?.ending === undefined);
      const moments = [
        ...idle.map(({ token }) => catalog.get(token)?.renewing?.notBefore ?? clock.now()),
        ...dueLeftovers().map(({ leftover }) => leftover.notBefore ?? clock.now()),
      ];
      return moments.length === 0 ? undefined : (Math.min(...moments) as Instant);
    },

    underWay: () => openEntries().map(({ token }) => token),
  };
}

const OLD_DIES = { replace: 'at-once', overlap: 'when-proven', grace: 'by-itself' } as const;
