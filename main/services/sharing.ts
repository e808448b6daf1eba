import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { End } from '../../shared/lifetime.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { TeamView } from '../../shared/team-view.ts';
import { seconds } from '../../shared/time.ts';
import type { SharedValues } from '../domain/family-port.ts';
import { createFounding, type Founding, type Joining } from './team-founding.ts';
import { forgetKeys } from './team-keys.ts';
import { createTeamMembers, type TeamMembers } from './team-members.ts';
import { createSessions, type Sessions } from './team-sessions.ts';
import type { TeamNeeds } from './team-session.ts';
import { createSharedValues } from './team-values.ts';
import { createSyncing } from './team-syncing.ts';
import { createTeamTokens, type TeamTokens } from './team-tokens.ts';
import { teamView } from './team-viewing.ts';

export interface Sharing {
  readonly members: TeamMembers;
  readonly tokens: TeamTokens;
  readonly values: SharedValues;
  create(founding: Founding): Promise<Result<TeamView, Failure>>;
  join(joining: Joining): Promise<Result<TeamView, Failure>>;
  sync(team: string | undefined): Promise<Result<readonly TeamView[], Failure>>;
  views(): readonly TeamView[];
  /** With what is here opened, without asking the store. */
  view(team: string | undefined): Promise<Result<TeamView, Failure>>;
  seen(team: TeamId): Promise<Result<void, Failure>>;
  /** A team that one has left, or is not let into: what is here of it goes. */
  forget(team: string | undefined): Promise<Result<void, Failure>>;
  /** Something here has changed that a team may have to be told; it is, a moment later. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

/** Changes close together are brought at once. */
const GATHER = seconds(2);

export function createSharing(needs: TeamNeeds): Sharing {
  const { teams, timer, clock, changed, secrets } = needs;
  const sessions: Sessions = createSessions(needs);
  const syncing = createSyncing(needs);
  const founding = createFounding({ ...needs, sessions });
  const parts = { ...needs, sessions, syncing };
  const watched = new Map<TeamId, End>();
  let waiting: End | undefined;
  let isOver = false;

  const views = () => teams.book.list().map((each) => teamView(each, sessions.known(each.team), clock.now()));

  async function syncOne(team: TeamId): Promise<Result<void, Failure>> {
    const synced = await sessions.inTurn(team, (session) => syncing.sync(session));
    await watch(team);
    changed();
    return synced;
  }

  async function watch(team: TeamId): Promise<void> {
    const store = sessions.known(team)?.store;
    if (store === undefined || watched.has(team) || isOver || !isStarted) return;
    watched.set(
      team,
      store.watch(() => void syncOne(team)),
    );
  }

  let isStarted = false;

  async function syncAll(): Promise<void> {
    for (const { team, state } of teams.book.list()) if (state !== 'out') await syncOne(team);
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
    create: (asked) => begun(founding.create(asked)),
    join: (asked) => begun(founding.join(asked)),
    views,
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
    async seen(team) {
      const told = await teams.book.change(team, (each) => ({ ...each, seenAt: clock.now() }));
      changed();
      return told;
    },
    async forget(name) {
      const found = sessions.find(name);
      if (!found.ok) return found;
      const { team, state } = found.value;
      if (state === 'in') return failed({ code: 'team-joined-already', team: found.value.name });
      await watched.get(team)?.();
      watched.delete(team);
      await sessions.forget(team);
      await forgetKeys(secrets, team);
      const gone = await teams.copyOf(team).forget();
      const told = gone.ok ? await teams.book.forget(team) : gone;
      changed();
      return told;
    },
    nudge() {
      if (isOver || waiting !== undefined || teams.book.list().length === 0) return;
      waiting = timer.after(GATHER, () => {
        waiting = undefined;
        void syncAll();
      });
    },
    start() {
      isStarted = true;
      void syncAll();
    },
    async stop() {
      isOver = true;
      await waiting?.();
      for (const end of watched.values()) await end();
      for (const { team } of teams.book.list()) await sessions.forget(team);
    },
  };
}
