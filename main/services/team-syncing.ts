import type { Failure } from '../../shared/failure.ts';
import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { TeamChange } from '../../shared/team-view.ts';
import type { Roster } from '../domain/member.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import { changesBetween, changeOf } from '../domain/team-changes.ts';
import { dropAll } from './team-adopting.ts';
import type { TeamAuditing } from './team-auditing.ts';
import type { Arrived } from './team-judging.ts';
import { readAsked } from './team-asking.ts';
import { dropNextKeys, passwordId, putKeys } from './team-keys.ts';
import { pull, type Pulled } from './team-pulling.ts';
import { push } from './team-pushing.ts';
import { reconcile } from './team-reconciling.ts';
import { sealAnew } from './team-resealing.ts';
import { amendRoster } from './team-rostering.ts';
import { membershipOf, type Session, type TeamNeeds } from './team-session.ts';

/** So many changes are remembered. */
const MOST_CHANGES = 200;
/** Whoever was overtaken tries again, this often. */
const ROUNDS = 4;

export interface Syncing {
  /** Has the store at hand; nothing is fetched yet. */
  open(session: Session): Promise<Result<void, Failure>>;
  /** Fetches, merges, brings. What goes wrong is one of the store's own failures, or a lack here. */
  sync(session: Session): Promise<Result<void, Failure>>;
}

/** One team's way to its store and back. Never two at once for a team: that is the caller's care. */
export function createSyncing(needs: TeamNeeds & { readonly auditing: TeamAuditing }): Syncing {
  async function open(session: Session): Promise<Result<void, Failure>> {
    const membership = membershipOf(needs, session.team);
    if (membership === undefined) return failed({ code: 'team-unknown', name: session.team, known: [] });
    if (session.store !== undefined) return done;
    const { place, team, member } = membership;
    const password = place.kind === 'postgres' ? await needs.secrets.get(passwordId(member)) : succeeded(undefined);
    if (!password.ok) return password;
    const store = await needs.teams.store(team, place, password.value?.credential.access, false);
    if (!store.ok) return store;
    session.store = store.value;
    return done;
  }

  async function round(session: Session, membership: Membership): Promise<Result<'done' | 'again', Failure>> {
    const before = session.roster;
    const pulled = await pull(session, membership);
    if (!pulled.ok) return pulled;
    if (pulled.value.isOut) return putOut(session, membership);
    if (session.roster === undefined) return succeeded('done');
    const settled = await settleKeys(needs, session, membership.member);
    if (!settled.ok) return settled;
    session.asked = await readAsked(session, needs.clock.now());
    const told = [...changesBetween(before, session.roster)];
    const taken = await takeAll(session, membership.member, pulled.value, told);
    if (!taken.ok) return taken;
    const brought = await bring(session, membership.member, pulled.value);
    await remember(session, membership, told);
    return brought;
  }

  async function takeAll(
    session: Session,
    member: MemberId,
    { arrived }: Pulled,
    told: TeamChange[],
  ): Promise<Result<void, Failure>> {
    for (const one of arrived) {
      const reconciled = await reconcile(needs, session, member, one);
      // Overtaken while it was merged: the next round has it.
      if (!reconciled.ok && reconciled.failure.code !== 'team-stale') return reconciled;
      told.push(...changes(session.roster, one, reconciled.ok && reconciled.value.conflict));
    }
    return done;
  }

  /** What was changed here, and what nobody else may get round to. */
  async function bring(
    session: Session,
    member: MemberId,
    { redo, settles }: Pulled,
  ): Promise<Result<'done' | 'again', Failure>> {
    const steps = [
      () => mend(session, member, redo, settles),
      () => needs.auditing.bring(session, member),
      () => sealAnew(session, member, needs.clock.now()),
    ];
    for (const step of steps) {
      const taken = await step();
      if (!taken.ok) return isRace(taken.failure) ? succeeded('again') : taken;
    }
    for (const token of needs.catalog.list()) {
      if (token.vault !== `team:${session.team}`) continue;
      const pushed = await push(needs, session, member, token);
      // Whoever holds the lease is at it, and the next sync has what came of it.
      if (pushed.ok || pushed.failure.code === 'team-lease-held') continue;
      if (isRace(pushed.failure)) return succeeded('again');
      return pushed;
    }
    return succeeded('done');
  }

  async function mend(
    session: Session,
    member: MemberId,
    redo: Pulled['redo'],
    settles: Pulled['settles'],
  ): Promise<Result<unknown, Failure>> {
    const isManager = session.roster?.members.get(member)?.role === 'manager';
    const newEpoch = session.roster?.needsEpoch === true;
    if (!isManager || (redo.length === 0 && !newEpoch)) return done;
    return amendRoster(needs, session, { by: member, acts: redo, newEpoch, settles });
  }

  async function putOut(session: Session, { team }: Membership): Promise<Result<'done', Failure>> {
    const dropped = await dropAll(needs, session);
    if (!dropped.ok) return dropped;
    const told = await needs.teams.book.change(team, (membership) => ({ ...membership, state: 'out', agreed: {} }));
    return told.ok ? succeeded('done') : told;
  }

  async function remember(session: Session, { team }: Membership, told: readonly TeamChange[]): Promise<void> {
    await needs.teams.book.change(team, (membership) => ({
      ...membership,
      state: 'in',
      name: session.roster?.name ?? membership.name,
      syncedAt: needs.clock.now(),
      agreed: Object.fromEntries(session.agreed),
      changes: [...membership.changes, ...told].slice(-MOST_CHANGES),
    }));
  }

  return {
    open,
    async sync(session) {
      for (let turn = 0; turn < ROUNDS; turn += 1) {
        const membership = membershipOf(needs, session.team);
        if (membership === undefined) return failed({ code: 'team-unknown', name: session.team, known: [] });
        const ready = await open(session);
        const result = ready.ok ? await round(session, membership) : ready;
        session.offline = result.ok || !isStoreFailure(result.failure) ? undefined : result.failure;
        if (!result.ok) return result;
        if (result.value === 'done') return done;
      }
      return failed({ code: 'team-stale', version: 0 });
    },
  };
}

/** New keys of this member's, once the roster names them. */
async function settleKeys(
  { secrets }: TeamNeeds,
  session: Session,
  member: MemberId,
): Promise<Result<unknown, Failure>> {
  const { nextKeys: next, roster } = session;
  if (next === undefined || roster?.members.get(member)?.sign !== next.signing.publicKey) return done;
  const put = await putKeys(secrets, member, next);
  if (!put.ok) return put;
  session.keys = next;
  session.nextKeys = undefined;
  return dropNextKeys(secrets, member);
}

const isRace = ({ code }: Failure): boolean => code === 'team-stale' || code === 'team-fenced';

const isStoreFailure = (failure: Failure): failure is TeamStoreFailure =>
  failure.code === 'team-unreachable' || failure.code === 'team-read-only' || failure.code === 'team-store-refused';

function changes(roster: Roster | undefined, { held, before }: Arrived, conflict: boolean): readonly TeamChange[] {
  const by = roster?.members.get(held.read.head.author)?.name;
  const change = changeOf(before?.facts, held.facts, by);
  const at = held.facts.writtenAt;
  const met: readonly TeamChange[] = conflict ? [{ at, what: 'conflict', by, whom: held.facts.token.label }] : [];
  return change === undefined ? met : [change, ...met];
}
