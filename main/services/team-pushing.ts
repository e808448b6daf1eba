import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { MemberId, RecordId } from '../../shared/team-ids.ts';
import { seconds } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { TeamLease } from '../domain/ports-team.ts';
import { agree, isOpen } from './team-adopting.ts';
import { ownChange } from './team-own-change.ts';
import { seatIn } from './team-seat.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import { recordOf, writeToken } from './team-writing.ts';

const LEASE = seconds(30);

/**
 * Brings what was changed here to the record. `team-stale` where somebody else was first: then it is pulled, and merged. A new value is written under
 * the lease of its family, for whoever renews it at this moment has another on its way.
 */
export async function push(
  needs: TeamNeeds,
  session: Session,
  member: MemberId,
  { id: tokenId }: Pick<Token, 'id'>,
): Promise<Result<boolean, Failure>> {
  const [id, token] = [recordOf(tokenId), needs.catalog.get(tokenId)];
  if (token === undefined || isOpen(needs, token.id)) return succeeded(false);
  const held = session.records.get(id);
  const mine = await ownChange(needs, session, member, token, held);
  if (!mine.ok || mine.value === undefined) return mine.ok ? succeeded(false) : mine;
  const change = mine.value;
  const written = await underLease(needs, session, id, change.credential !== undefined, (lease) =>
    writeToken(session, member, { id, ...change, expected: held?.read.head.n, lease }),
  );
  if (!written.ok) return written;
  agree(session, written.value, { digest: token.digest, alias: session.agreed.get(id)?.alias });
  return succeeded(true);
}

async function underLease<T>(
  { teams }: TeamNeeds,
  session: Session,
  id: RecordId,
  isNeeded: boolean,
  act: (lease: TeamLease | undefined) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const { store } = session;
  if (!isNeeded || store === undefined) return act(undefined);
  const seat = await seatIn(teams, session);
  // Another than that of a renewal, which may be under way in this very process.
  const lease = await store.take(id, { ...seat, instance: `${seat.instance}-push` }, LEASE);
  if (!lease.ok) return lease;
  const result = await act(lease.value);
  await store.release(lease.value);
  return result;
}
