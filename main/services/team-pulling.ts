import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { TeamStore } from '../domain/ports-team.ts';
import { rosterRecord } from '../domain/team-names.ts';
import { accept, reopen, type Arrived } from './team-judging.ts';
import { pullRoster, type PulledRoster } from './team-roster-pulling.ts';
import type { Session } from './team-session.ts';

export interface Pulled extends PulledRoster {
  readonly arrived: readonly Arrived[];
}

const AT_A_TIME = 200;

/** Fetches what changed, and takes of it what is good. What is not is named; the last good one stays. */
export async function pull(session: Session, membership: Membership): Promise<Result<Pulled, Failure>> {
  const { store, sealer, team } = session;
  if (store === undefined) return failed(session.offline ?? { code: 'team-unreachable', reason: 'closed' });
  const listing = await store.list(session.cursor);
  if (!listing.ok) return listing;
  const { changed, cursor } = listing.value;
  if (session.cursor === undefined) session.withheld = missing(session, new Set(changed.map(({ id }) => id)));
  const rosterId = rosterRecord(sealer, team);
  const roster = await pullRoster(session, membership, store, rosterId);
  if (!roster.ok) return roster;
  if (roster.value.isOut || session.roster === undefined) return succeeded({ ...roster.value, arrived: [] });
  if (roster.value.changed) await reopen(session);
  const wanted = changed.map(({ id }) => id).filter((id) => id !== rosterId);
  const arrived = await fetch(session, store, wanted);
  if (!arrived.ok) return arrived;
  // Only now: what was cut short is listed again.
  session.cursor = cursor;
  return succeeded({ ...roster.value, arrived: arrived.value });
}

const missing = (session: Session, listed: ReadonlySet<RecordId>): number =>
  [...session.records.keys()].filter((id) => !listed.has(id)).length;

async function fetch(
  session: Session,
  store: TeamStore,
  wanted: readonly RecordId[],
): Promise<Result<readonly Arrived[], Failure>> {
  const arrived: Arrived[] = [];
  for (let at = 0; at < wanted.length; at += AT_A_TIME) {
    const read = await store.read(wanted.slice(at, at + AT_A_TIME));
    if (!read.ok) return read;
    for (const stored of read.value) {
      const one = await accept(session, stored);
      if (!one.ok) return one;
      if (one.value !== undefined) arrived.push(one.value);
    }
  }
  return succeeded(arrived);
}
