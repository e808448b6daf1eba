import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { End } from '../../shared/lifetime.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { TeamAuditEntry, TeamSummary, TeamView } from '../../shared/team-view.ts';
import { seconds } from '../../shared/time.ts';
import type { SharedValues } from '../domain/family-port.ts';
import type { AuditLog } from '../domain/storage-ports.ts';
import { pendingOf } from './team-adopting.ts';
import { createTeamAuditing } from './team-auditing.ts';
import { createFounding, type Founding, type Joining } from './team-founding.ts';
import { forgetKeys } from './team-keys.ts';
import { createTeamMembers, type TeamMembers } from './team-members.ts';
import { createSessions, type Sessions } from './team-sessions.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import { createSharedValues } from './team-values.ts';
import { createSyncing } from './team-syncing.ts';
import { createTeamTokens, type TeamTokens } from './team-tokens.ts';
import { createRecovering, type Recovering } from './team-recovering.ts';
import { summaryOf, teamView } from './team-viewing.ts';
import { recordOf } from './team-writing.ts';

export interface Sharing {
  readonly members: TeamMembers;
  readonly tokens: TeamTokens;
  readonly values: SharedValues;
  /** The same log, of which the team is told what was done with its tokens. */
  overheard(audit: AuditLog): AuditLog;
  audit(team: string | undefined): Promise<Result<readonly TeamAuditEntry[], Failure>>;
  create(founding: Founding): Promise<Result<TeamView, Failure>>;
  join(joining: Joining): Promise<Result<TeamView, Failure>>;
  sync(team: string | undefined): Promise<Result<readonly TeamView[], Failure>>;
  recover(recovering: Recovering): Promise<Result<TeamView, Failure>>;
  views(): readonly TeamView[];
  summaries(): readonly TeamSummary[];
  /** The same, with what is here opened first. */
  opened(): Promise<readonly TeamSummary[]>;
  /** With what is here opened, without asking the store. */
  view(team: string | undefined): Promise<Result<TeamView, Failure>>;
  /** What changed was looked at. */
  seen(team: string | undefined): Promise<Result<void, Failure>>;
  /** A team that one has left, or is not let into: what is here of it goes. */
  forget(team: string | undefined): Promise<Result<void, Failure>>;
  /** Something here has changed that a team may have to be told; it is, a moment later. */
  nudge(): void;
  /** When nothing that was begun by itself is under way. */
  settled(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Changes close together are brought at once. */
const GATHER = seconds(0.25);
/** A store that did not serve is asked again after this. */
const LOOK_AGAIN = seconds(30);

export function createSharing(needs: TeamNeeds): Sharing {
  const { teams, timer, clock, changed, secrets } = needs;
  const sessions: Sessions = createSessions(needs);
  const auditing = createTeamAuditing(needs);
  const syncing = createSyncing({ ...needs, auditing });
  const founding = createFounding({ ...needs, sessions });
  const recovering = createRecovering({ ...needs, sessions, founding, syncing });
  const parts = { ...needs, sessions, syncing };
  const watched = new Map<TeamId, End>();
  const work = new Set<Promise<unknown>>();
  const waitingSyncs = new Map<TeamId, Promise<Result<void, Failure>>>();
  let waiting: End | undefined;
  let looking: End | undefined;
  let life: 'before' | 'running' | 'over' = 'before';

  const views = () => teams.book.list().map((each) => teamView(each, sessions.known(each.team), clock.now()));
  const living = () => teams.book.list().filter(({ state }) => state !== 'out');

  /**
   * One sync at a time, and one that waits: what is asked for meanwhile is in that one. Each change of a busy team asks for a sync, and a value
   * that somebody waits for stands in the same line.
   */
  function syncOne(team: TeamId): Promise<Result<void, Failure>> {
    const next = waitingSyncs.get(team);
    if (next !== undefined) return next;
    const begun = (): void => void (waitingSyncs.get(team) === mine && waitingSyncs.delete(team));
    const mine = syncInTurn(team, begun).finally(begun);
    waitingSyncs.set(team, mine);
    return mine;
  }

  async function syncInTurn(team: TeamId, begun: () => void): Promise<Result<void, Failure>> {
    const synced = await sessions.inTurn(team, (session) => {
      begun();
      return syncing.sync(session);
    });
    if (life === 'running') watch(team);
    if (life === 'running' && !synced.ok) lookAgain();
    changed();
    return synced;
  }

  function watch(team: TeamId): void {
    const store = sessions.known(team)?.store;
    if (store === undefined || watched.has(team)) return;
    watched.set(
      team,
      store.watch(() => begin(syncOne(team))),
    );
  }

  function lookAgain(): void {
    looking ??= timer.after(LOOK_AGAIN, () => {
      looking = undefined;
      begin(syncAll());
    });
  }

  function begin(promise: Promise<unknown>): void {
    if (life === 'over') return;
    work.add(promise);
    void promise.finally(() => work.delete(promise));
  }

  async function syncAll(): Promise<void> {
    for (const { team } of living()) await syncOne(team);
  }

  async function bring(): Promise<void> {
    for (const { team } of living()) if (hasNews(needs, sessions.known(team))) await syncOne(team);
  }

  async function begun(result: ReturnType<typeof founding.create>): Promise<Result<TeamView, Failure>> {
    const membership = await result;
    if (!membership.ok) return membership;
    await syncOne(membership.value.team);
    return viewOf(membership.value.team);
  }

  function viewOf(team: TeamId): Result<TeamView, Failure> {
    const view = views().find(({ id }) => id === team);
    return view === undefined ? failed({ code: 'team-unknown', name: team, known: [] }) : succeeded(view);
  }

  return {
    members: createTeamMembers(parts),
    tokens: createTeamTokens(parts),
    values: createSharedValues(parts),
    overheard: (audit) => ({
      ...audit,
      async append(entry) {
        const written = await audit.append(entry);
        if (written.ok) auditing.overhear(entry);
        return written;
      },
    }),
    async audit(name) {
      const found = sessions.find(name);
      if (!found.ok) return found;
      const synced = await syncOne(found.value.team);
      if (!synced.ok) return synced;
      const session = await sessions.of(found.value.team);
      return session.ok ? auditing.read(session.value) : session;
    },
    create: (asked) => begun(founding.create(asked)),
    join: (asked) => begun(founding.join(asked)),
    recover: (asked) => begun(recovering(asked)),
    views,
    summaries: () => views().map(summaryOf),
    async opened() {
      await Promise.all(living().map(({ team }) => sessions.of(team)));
      return views().map(summaryOf);
    },
    async view(name) {
      const found = sessions.find(name);
      if (!found.ok) return found;
      if (found.value.state !== 'out') {
        const opened = await sessions.of(found.value.team);
        if (!opened.ok) return opened;
      }
      return viewOf(found.value.team);
    },
    async sync(name) {
      const found = name === undefined ? undefined : sessions.find(name);
      if (found !== undefined && !found.ok) return found;
      const wanted = found === undefined ? teams.book.list() : [found.value];
      for (const { team, state } of wanted) {
        const synced = state === 'out' ? done : await syncOne(team);
        if (!synced.ok) return synced;
      }
      return succeeded(views().filter(({ id }) => wanted.some(({ team }) => team === id)));
    },
    async seen(name) {
      const found = sessions.find(name);
      if (!found.ok) return found;
      const told = await teams.book.change(found.value.team, (each) => ({ ...each, seenAt: clock.now() }));
      changed();
      return told;
    },
    async forget(name) {
      const found = sessions.find(name);
      if (!found.ok) return found;
      const { team, state, member } = found.value;
      if (state === 'in') return failed({ code: 'team-joined-already', team: found.value.name });
      await watched.get(team)?.();
      watched.delete(team);
      await sessions.forget(team);
      await forgetKeys(secrets, member);
      const gone = await teams.copyOf(team).forget();
      const told = gone.ok ? await teams.book.forget(team) : gone;
      changed();
      return told;
    },
    nudge() {
      if (life !== 'running' || waiting !== undefined || living().length === 0) return;
      waiting = timer.after(GATHER, () => {
        waiting = undefined;
        begin(bring());
      });
    },
    async settled() {
      while (work.size > 0) await Promise.all(work);
    },
    start() {
      life = 'running';
      begin(syncAll());
    },
    async stop() {
      life = 'over';
      await waiting?.();
      await looking?.();
      for (const end of watched.values()) await end();
      await Promise.all(work);
      for (const { team } of teams.book.list()) await sessions.forget(team);
    },
  };
}

/** Something that the team has not been told of. */
const hasNews = ({ catalog }: TeamNeeds, session: Session | undefined): boolean =>
  session !== undefined &&
  catalog.list().some((token) => {
    const id = recordOf(token.id);
    const { facts, value } = pendingOf(token, session.agreed.get(id), session.records.get(id)?.facts);
    return token.vault === `team:${session.team}` && (facts || value);
  });
