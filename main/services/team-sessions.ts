import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import { openSession } from './team-loading.ts';
import { membershipOf, type Session, type TeamNeeds } from './team-session.ts';
import type { Syncing } from './team-syncing.ts';

export interface Sessions {
  /** The team by name or id; the only one where none is named. */
  find(name: string | undefined): Result<Membership, Failure>;
  /** Opened once, and then kept. */
  of(team: TeamId): Promise<Result<Session, Failure>>;
  /** What is open now. */
  known(team: TeamId): Session | undefined;
  /** One thing at a time in a team, in the order of asking. */
  inTurn<T>(
    team: TeamId,
    act: (session: Session, membership: Membership) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>>;
  keep(session: Session): void;
  forget(team: TeamId): Promise<void>;
}

export function createSessions(needs: TeamNeeds): Sessions {
  const sessions = new Map<TeamId, Promise<Result<Session, Failure>>>();
  const open = new Map<TeamId, Session>();
  const lanes = new Map<TeamId, Promise<unknown>>();

  async function begin(team: TeamId): Promise<Result<Session, Failure>> {
    const membership = membershipOf(needs, team);
    if (membership === undefined) return failed({ code: 'team-unknown', name: team, known: [] });
    if (membership.state === 'out') return failed({ code: 'team-removed', team: membership.name });
    const session = await openSession(needs, membership);
    if (session.ok) open.set(team, session.value);
    // A keychain that was locked may be open by the next time.
    else sessions.delete(team);
    return session;
  }

  function of(team: TeamId): Promise<Result<Session, Failure>> {
    const known = sessions.get(team) ?? begin(team);
    sessions.set(team, known);
    return known;
  }

  return {
    of,
    known: (team) => open.get(team),
    find(name) {
      const all = needs.teams.book.list();
      const known = all.map((each) => each.name);
      const [first, ...more] =
        name === undefined ? all : all.filter((each) => each.team === name || each.name === name);
      if (first === undefined) return failed({ code: 'team-unknown', name: name ?? '', known });
      return more.length === 0 ? succeeded(first) : failed({ code: 'team-several', known });
    },
    inTurn(team, act) {
      const run = async () => {
        const session = await of(team);
        const membership = membershipOf(needs, team);
        if (!session.ok) return session;
        return membership === undefined
          ? failed({ code: 'team-unknown' as const, name: team, known: [] })
          : act(session.value, membership);
      };
      const acting = lanes.get(team)?.then(run, run) ?? run();
      lanes.set(team, acting);
      return acting;
    },
    keep(session) {
      sessions.set(session.team, Promise.resolve(succeeded(session)));
      open.set(session.team, session);
    },
    async forget(team) {
      await open.get(team)?.store?.end();
      sessions.delete(team);
      open.delete(team);
      lanes.delete(team);
    },
  };
}

/** Does it, and again after a sync where somebody else was first. */
export async function overtaken<T>(
  syncing: Syncing,
  session: Session,
  act: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  for (let turn = 0; ; turn += 1) {
    const synced = await syncing.sync(session);
    if (!synced.ok) return synced;
    const result = await act();
    if (result.ok || result.failure.code !== 'team-stale' || turn > 2) return result;
  }
}
