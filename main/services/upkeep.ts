import type { NoticeKind } from '../../shared/notice.ts';
import { isAhead, later, minutes, seconds, type Duration, type Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { dueTasks, nextWake, type DueTask } from '../domain/due.ts';
import type { DueContext } from '../domain/moments.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Backups } from './backups.ts';
import type { Checking } from './checking.ts';
import type { Copying } from './copying.ts';
import type { WatchedSecrets } from './keyring-state.ts';
import type { Leases } from './leases.ts';
import type { Locking } from './locking.ts';
import type { LockState } from './lock-state.ts';
import type { Notifying } from './notifying.ts';
import type { Renewals } from './renewal.ts';
import type { Revoking } from './revoking.ts';
import type { Rotation } from './rotation.ts';
import type { Picture } from './picture.ts';
import type { Safekeeping } from './safekeeping.ts';
import type { Posting } from './posting.ts';
import type { Updating } from './updating.ts';

/** A keyring that did not answer is touched again after this, and no sooner. */
const SILENT_WAIT = minutes(1);
/** One that says it is locked or absent is looked at, without a touch, this often. */
const LOOK_WAIT = seconds(15);

export interface Upkeep {
  /** One beat: does what is due, sets the one alarm for the next. Safe to call at any time, from anywhere. */
  run(): Promise<void>;
  /** Once that is over, the same; and the keyring is looked at again whatever it said last. */
  wakeAfter(first: Promise<void>): void;
  /** Something changed; the alarm may be wrong. */
  replan(): void;
  /** When nothing that a beat began is still under way. */
  settled(): Promise<void>;
  stop(): void;
}

type Needs = Pick<Ports, 'clock' | 'scheduler' | 'catalog' | 'audit'> & {
  readonly secrets: WatchedSecrets;
  readonly lock: LockState;
  readonly locking: Locking;
  readonly safekeeping: Safekeeping;
  readonly registry: Registry;
  readonly checking: Checking;
  readonly notifying: Notifying;
  readonly copying: Copying;
  readonly rotation: Rotation;
  readonly revoking: Revoking;
  readonly renewals: Renewals;
  readonly leases: Leases;
  readonly saving: Pick<Backups, 'dueAt' | 'tend'>;
  readonly updating: Updating;
  readonly posting: Posting;
  readonly picture: Picture;
  dueContext(): DueContext;
  /** How long what is drawn stays true; undefined when nobody looks. */
  labelLife(): Duration | undefined;
};

/** The heartbeat. The only one who calls the other services by itself. */
export function createUpkeep(needs: Needs): Upkeep {
  const {
    clock,
    scheduler,
    secrets,
    lock,
    locking,
    safekeeping,
    catalog,
    audit,
    registry,
    checking,
    notifying,
    copying,
    rotation,
    revoking,
    renewals,
    leases,
    saving,
    updating,
    posting,
    picture,
    dueContext,
    labelLife,
  } = needs;
  const work = new Set<Promise<unknown>>();
  let keyringDueAt: Instant | undefined;
  let stopped = false;

  function track(promise: Promise<unknown>): void {
    work.add(promise);
    void promise.finally(() => work.delete(promise));
  }

  async function warn(tasks: readonly Extract<DueTask, { kind: 'warn' }>[]): Promise<void> {
    const told = tasks.flatMap((task) => {
      const token = catalog.get(task.token);
      return token === undefined ? [] : [{ task, token }];
    });
    const now = clock.now();
    // Said first and noted after: a crash between says it twice rather than never.
    await notifying.raise(told.map(({ task, token }) => noticeOf(task, token, nameOf(token), now)));
    for (const { task, token } of told) {
      const warned = { expiresAt: task.expiresAt, lead: task.lead, at: now };
      await Promise.all([
        catalog.change(token.id, (newest) => ({ ...newest, warned, snoozedUntil: undefined })),
        audit.append({
          at: now,
          act: 'warn',
          token: token.id,
          label: token.label,
          actor: 'heartbeat',
          outcome: 'told',
        }),
      ]);
    }
  }

  const nameOf = (token: Token) => registry.get(token.provider)?.name ?? token.provider;

  async function checkAll(ids: readonly TokenId[]): Promise<void> {
    const results = await Promise.all(ids.map((id) => checking.check(id)));
    const unserved = results.some((result) => !result.ok && result.failure.code.startsWith('keyring-'));
    if (unserved) keyringDueAt = later(clock.now(), SILENT_WAIT);
    replan();
  }

  /** Whether values can be had. While they can't, the keyring is only looked at, and no issuer is asked. */
  async function keyringServes(now: Instant): Promise<boolean> {
    if (!lock.lets('checks')) return false;
    if (secrets.known().kind === 'ok' && keyringDueAt === undefined) return true;
    if (isAhead(keyringDueAt, now, SILENT_WAIT)) return false;
    const state = await secrets.state();
    const wait = state.kind === 'silent' ? SILENT_WAIT : LOOK_WAIT;
    keyringDueAt = state.kind === 'ok' ? undefined : later(now, wait);
    if (state.kind === 'ok') await safekeeping.sweep();
    return state.kind === 'ok';
  }

  async function beat(): Promise<void> {
    await locking.tick();
    const now = clock.now();
    const tasks = dueTasks(catalog.list(), now, dueContext());
    await warn(tasks.filter((task) => task.kind === 'warn'));
    if ((copying.dueAt() ?? Infinity) <= now) await copying.clear();
    await notifying.deliver();
    tend(tasks, await keyringServes(now));
    picture.publish();
    replan();
  }

  function tend(tasks: readonly DueTask[], serves: boolean): void {
    const of = (kind: DueTask['kind']) => tasks.filter((task) => task.kind === kind).map(({ token }) => token);
    const busy = new Set([...checking.underWay(), ...rotation.underWay(), ...renewals.underWay()]);
    const fresh = of('check').filter((id) => !busy.has(id));
    const { online } = dueContext();
    if (serves && fresh.length > 0) track(checkAll(fresh));
    if (serves && lock.lets('refreshes')) goOn(of, online);
    track(leases.tend(serves && lock.lets('refreshes') && online).finally(replan));
    track(updating.tend(online).finally(replan));
    track(posting.tend(online && serves).finally(replan));
  }

  /** What needs the values themselves. */
  function goOn(of: (kind: DueTask['kind']) => readonly TokenId[], online: boolean): void {
    track(renewals.tend(of('renew'), online).finally(replan));
    track(saving.tend().finally(replan));
    if (!online) return;
    track(rotation.tend(of('rotate')).finally(replan));
    track(revoking.tend().finally(replan));
  }

  /** What was begun at issuers, and waits to be gone on with. */
  function begun(serves: boolean): readonly (Instant | undefined)[] {
    const { online } = dueContext();
    return [
      renewals.dueAt(online),
      online && serves ? rotation.dueAt() : undefined,
      online ? revoking.dueAt() : undefined,
      serves ? saving.dueAt(clock.now()) : undefined,
      leases.dueAt(online && serves),
      updating.dueAt(online),
      posting.dueAt(online && serves),
    ];
  }

  function replan(): void {
    if (stopped) return;
    const now = clock.now();
    const life = labelLife();
    const isOpen = secrets.known().kind === 'ok' && lock.lets('refreshes');
    const moments = [
      nextWake(catalog.list(), now, dueContext()),
      notifying.dueAt(now),
      copying.dueAt(),
      ...begun(isOpen && keyringDueAt === undefined),
      lock.lets('checks')
        ? (keyringDueAt ?? (secrets.known().kind === 'ok' ? undefined : later(now, LOOK_WAIT)))
        : undefined,
      locking.dueAt(),
      life === undefined ? undefined : later(now, life),
    ].filter((at) => at !== undefined);
    if (moments.length === 0) scheduler.cancel();
    else scheduler.wakeAt(Math.min(...moments) as Instant, () => void run());
  }

  let beating: Promise<void> = Promise.resolve();
  function run(): Promise<void> {
    const mine = beating.then(() => (stopped ? undefined : beat()));
    // A beat that broke is told to whoever watches over bugs; the next one comes all the same.
    beating = mine.catch(() => undefined);
    track(beating);
    return mine;
  }

  return {
    run,
    wakeAfter(first) {
      const woken = first.then(() => {
        keyringDueAt = undefined;
        return run();
      });
      track(woken);
    },
    replan,
    async settled() {
      while (work.size > 0) await Promise.allSettled(work);
    },
    stop() {
      stopped = true;
      scheduler.cancel();
    },
  };
}

function noticeOf(task: Extract<DueTask, { kind: 'warn' }>, token: Token, provider: string, now: Instant): NoticeKind {
  const facts = { token: token.id, label: token.label, provider, expiresAt: task.expiresAt };
  return task.expiresAt <= now ? { kind: 'expired', ...facts } : { kind: 'expiring', ...facts, lead: task.lead };
}
