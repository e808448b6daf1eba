import type { RotationPreview } from '../../shared/commands/acts.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { targetWords } from '../../shared/target.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Rotate } from '../domain/provider.ts';
import { runsAfter } from '../domain/schedule.ts';
import { deathOf } from '../domain/status.ts';
import { createLeftovers } from './leftovers.ts';
import type { Learning } from './learning.ts';
import { named } from './naming.ts';
import type { Picture } from './picture.ts';
import { createRotationAsking } from './rotation-asking.ts';
import { createRotationCourse } from './rotation-course.ts';
import { createRotationEntries, type RotationNeeds } from './rotation-entries.ts';
import { createRotationPlacing } from './rotation-placing.ts';
import { createRotationTending } from './rotation-tending.ts';
import { createUndoing } from './undoing.ts';

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

type Needs = RotationNeeds & {
  readonly picture: Picture;
  readonly learning: Learning;
};

export function createRotation(needs: Needs): Rotation {
  const { clock, catalog, registry, picture, learning } = needs;
  const entries = createRotationEntries(needs);
  const leftovers = createLeftovers(needs);
  const asking = createRotationAsking({ ...needs, entries });
  const placing = createRotationPlacing({ ...needs, entries, leftovers });
  const undoing = createUndoing({ ...needs, entries, leftovers });
  const course = createRotationCourse({ ...needs, leftovers, asking, placing });
  const tending = createRotationTending({ ...needs, leftovers, course, mayRotate });

  const rotateOf = (token: Token): Rotate | undefined => registry.get(token.provider)?.rotate;

  /** Why a person's wish to rotate comes to nothing before anything is done; undefined where it may begin. */
  function hindrance(token: Token): Failure | undefined {
    const [rotate, name] = [rotateOf(token), token.label];
    if (token.ending !== undefined) return { code: 'revocation-pending', name };
    if (rotate?.can(token) !== true || !isCheckable(token)) {
      return { code: 'cannot-do', name, act: 'rotate', link: registry.get(token.provider)?.link?.(token) };
    }
    return course.openOf(token.id) === undefined ? uselessness(token, rotate) : undefined;
  }

  /** An overlapping rotation leaves the old value in use, so that one whose answer was lost may be asked for again, by a person. */
  function uselessness(token: Token, rotate: Rotate): Failure | undefined {
    const name = token.label;
    if (token.standing.outcomeLostAt !== undefined && rotate.family === 'replace')
      return { code: 'outcome-lost', name };
    const death = deathOf(token, clock.now());
    return death === undefined ? undefined : { code: 'token-useless', name, state: death.kind };
  }

  function mayRotate(token: Token): Rotate | undefined {
    return hindrance(token) === undefined ? rotateOf(token) : undefined;
  }

  const isCheckable = ({ provider }: Token) => {
    const check = registry.get(provider)?.check;
    return check?.kind === 'online' && check.sideEffect === 'none';
  };

  const viewOf = (token: Token) => picture.view(catalog.get(token.id) ?? token);

  /** The token and how it is rotated, where it may be. */
  function chosen(name: string): Result<{ readonly token: Token; readonly rotate: Rotate }, Failure> {
    const found = named(catalog, name);
    if (!found.ok) return found;
    const token = found.value;
    const hindered = hindrance(token);
    const rotate = rotateOf(token);
    return hindered !== undefined || rotate === undefined
      ? failed(hindered ?? { code: 'cannot-do', name: token.label, act: 'rotate' })
      : succeeded({ token, rotate });
  }

  return {
    async rotate({ token: name, confirmed }, actor) {
      const found = chosen(name);
      if (!found.ok) return found;
      const { token, rotate } = found.value;
      const consumers = learning.consumersOf(token);
      if (!confirmed) return failed({ code: 'confirm-needed', name: token.label, consumers });
      const ended = await course.alone(token.id, () => course.turn(token, rotate, actor));
      return ended.ok ? succeeded(viewOf(token)) : ended;
    },

    preview({ token: name }) {
      const found = chosen(name);
      if (!found.ok) return found;
      const { family } = found.value.rotate;
      const { targets = [], schedule } = found.value.token;
      return succeeded({
        family,
        oldDies: OLD_DIES[family],
        undoable: family === 'overlap',
        consumers: learning.consumersOf(found.value.token),
        targets: targets.map(targetWords),
        next: schedule === undefined ? [] : runsAfter(schedule, clock.now(), 3),
      });
    },

    async undo({ token: name }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const { id, label } = found.value;
      const rotate = rotateOf(found.value);
      if (rotate === undefined) return failed({ code: 'cannot-do', name: label, act: 'undo' });
      await course.idle(id);
      const token = catalog.get(id) ?? found.value;
      const ended = await course.alone(id, () => undoing.undo(token, rotate, course.openOf(id), actor));
      return ended.ok ? succeeded(viewOf(token)) : ended;
    },

    tend: tending.tend,
    dueAt: tending.dueAt,
    underWay: () => course.openEntries().map(({ token }) => token),
  };
}

const OLD_DIES = { replace: 'at-once', overlap: 'when-proven', grace: 'by-itself' } as const;
