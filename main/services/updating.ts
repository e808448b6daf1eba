import type { Failure } from '../../shared/failure.ts';
import type { NoticeKind } from '../../shared/notice.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { days, hours, isAhead, later, minutes, seconds, type Duration, type Instant } from '../../shared/time.ts';
import type { UpdateFailure, UpdatesOff, UpdateState } from '../../shared/update.ts';
import { VAULT_FORMAT } from '../../shared/version.ts';
import type { Ports } from '../domain/ports.ts';
import type { Offer } from '../domain/update-port.ts';
import type { Notifying } from './notifying.ts';

const LOOK_EVERY = days(1);
/** After a look that came to nothing. */
const LOOK_AGAIN = hours(4);
/** After a start, when nobody waits for anything any more. */
const FIRST_LOOK = minutes(10);
/** How often it is seen whether acts at issuers are over, while an update waits for them. */
const WAIT_STEP = seconds(5);

export interface Updating {
  state(): UpdateState;
  /** Looks now, whatever the setting says, and fetches what is newer. */
  look(): Promise<Result<UpdateState, Failure>>;
  /** Puts what was fetched in place: at once, or when the last act at an issuer is over. */
  install(): Promise<Result<UpdateState, Failure>>;
  /** Does what is due. */
  tend(online: boolean): Promise<void>;
  dueAt(online: boolean): Instant | undefined;
}

type Needs = Pick<Ports, 'clock' | 'memory' | 'settings' | 'journal' | 'updates' | 'log'> & {
  readonly notifying: Notifying;
  changed(): void;
};

/** Newer versions of the program: found once a day, fetched and proven, told, and put in place when a person says so. */
export function createUpdating(needs: Needs): Updating {
  const { clock, memory, settings, journal, updates, log, notifying, changed } = needs;
  const startedAt = clock.now();
  let ready: Offer | undefined;
  let fetching: string | undefined;
  let trouble: UpdateFailure | undefined;
  let looking: Promise<Result<UpdateState, Failure>> | undefined;
  let isWanted = false;

  const offOf = (): UpdatesOff | undefined => (updates === undefined ? 'no-app' : updates.off());

  function state(): UpdateState {
    const off = offOf();
    if (off !== undefined) return { kind: 'off', why: off };
    if (fetching !== undefined) return { kind: 'fetching', version: fetching };
    if (ready !== undefined)
      return { kind: 'ready', version: ready.version, oneWay: ready.format > VAULT_FORMAT, waits: isWanted };
    if (trouble !== undefined) return { kind: 'failed', code: trouble.code };
    if (!settings.get().updates) return { kind: 'off', why: 'setting' };
    return { kind: 'current', lookedAt: memory.get().update?.lookedAt };
  }

  async function lookNow(): Promise<Result<UpdateState, Failure>> {
    if (updates === undefined) return failed({ code: 'updates-off', why: 'no-app' });
    const found = await updates.look();
    if (!found.ok) return stumble(found.failure);
    trouble = undefined;
    await memory.put({ ...memory.get(), update: { ...memory.get().update, lookedAt: clock.now() } });
    const offer = found.value;
    if (offer === undefined || offer.version === ready?.version) return succeeded(state());
    ready = undefined;
    fetching = offer.version;
    changed();
    const fetched = await updates.fetch();
    fetching = undefined;
    if (!fetched.ok) return stumble(fetched.failure);
    ready = offer;
    await tell(offer);
    return succeeded(state());
  }

  async function stumble(failure: UpdateFailure): Promise<Result<never, Failure>> {
    trouble = failure;
    log.note('update-failed', { code: failure.code });
    await memory.put({ ...memory.get(), update: { ...memory.get().update, failedAt: clock.now() } });
    return failed(failure);
  }

  /** Once for each version, however often it is fetched anew. */
  async function tell({ version, format }: Offer): Promise<void> {
    if (memory.get().update?.told === version) return;
    const notice: NoticeKind = { kind: 'update', label: `Tokenkeep ${version}`, oneWay: format > VAULT_FORMAT };
    await notifying.raise([notice]);
    await memory.put({ ...memory.get(), update: { ...memory.get().update, told: version } });
  }

  async function installOnceCalm(): Promise<Result<void, UpdateFailure>> {
    if (!isWanted || ready === undefined || updates === undefined || journal.open().length > 0) return done;
    isWanted = false;
    const begun = await updates.install();
    if (begun.ok) log.note('update-begun', { version: ready.version });
    else {
      ready = undefined;
      await stumble(begun.failure);
    }
    return begun;
  }

  function look(): Promise<Result<UpdateState, Failure>> {
    const off = offOf();
    if (off !== undefined) return Promise.resolve(failed({ code: 'updates-off', why: off }));
    looking ??= lookNow().finally(() => {
      looking = undefined;
      changed();
    });
    return looking;
  }

  function lookDueAt(online: boolean): Instant | undefined {
    if (!online || offOf() !== undefined || !settings.get().updates || ready !== undefined) return undefined;
    const { lookedAt, failedAt } = memory.get().update ?? {};
    const now = clock.now();
    const waits = [
      [startedAt, FIRST_LOOK],
      [lookedAt, LOOK_EVERY],
      [failedAt, LOOK_AGAIN],
    ] as const;
    return waits.reduce((due, [at, every]) => laterOf(due, nextAfter(at, every, now)), now);
  }

  return {
    state,
    look,
    async install() {
      const off = offOf();
      if (off !== undefined) return failed({ code: 'updates-off', why: off });
      if (ready === undefined) {
        const looked = await look();
        if (!looked.ok) return looked;
      }
      if (ready === undefined) return failed({ code: 'update-none' });
      isWanted = true;
      const begun = await installOnceCalm();
      changed();
      return begun.ok ? succeeded(state()) : begun;
    },
    async tend(online) {
      await installOnceCalm();
      const due = lookDueAt(online);
      if (due !== undefined && due <= clock.now()) await look();
    },
    dueAt(online) {
      return isWanted ? later(clock.now(), WAIT_STEP) : lookDueAt(online);
    },
  };
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** A moment that lies further ahead than the wait was set by a clock that has been set back since. */
function nextAfter(at: Instant | undefined, every: Duration, now: Instant): Instant {
  const next = at === undefined ? now : later(at, every);
  return isAhead(next, now, every) ? next : now;
}
