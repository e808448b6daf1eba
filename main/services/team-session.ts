import type { Failure } from '../../shared/failure.ts';
import type { TeamStoreFailure, TeamTamper } from '../../shared/failure-team.ts';
import type { Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import type { RecordId, TeamId } from '../../shared/team-ids.ts';
import type { MemberFacts } from '../../shared/team-roster.ts';
import type { Ports } from '../domain/ports.ts';
import type { Agreed, Membership, SealedCopy, TeamPorts } from '../domain/ports-sharing.ts';
import type { Sealer, StoreCursor, TeamStore } from '../domain/ports-team.ts';
import type { Roster } from '../domain/member.ts';
import { pastOf, type Known, type ReadRecord } from '../domain/team-record.ts';
import type { Ring } from '../domain/team-rings.ts';
import type { MemberKeys } from './team-keys.ts';

export type TeamNeeds = Pick<
  Ports,
  'clock' | 'random' | 'secrets' | 'catalog' | 'digester' | 'journal' | 'audit' | 'timer'
> & {
  readonly teams: TeamPorts;
  changed(): void;
};

export interface Was {
  readonly digest: string;
  readonly facts: TokenFacts;
}

/** A record that was found good. */
export interface Held {
  readonly text: string;
  readonly read: ReadRecord;
  /** Of a token; undefined where it is sealed to others. */
  readonly facts?: TokenFacts | undefined;
  /** What it comes from, where that was seen: two that were written apart are merged by it. */
  readonly was?: Was | undefined;
  /** Sealed to keys that are not the team's newest. */
  readonly stale?: boolean | undefined;
}

/** Somebody who was invited, and what both sides have to see. */
export interface Asked {
  readonly member: MemberFacts;
  readonly phrase: string;
}

/** One team, as this process sees it. */
export interface Session {
  readonly team: TeamId;
  readonly sealer: Sealer;
  readonly copy: SealedCopy;
  keys: MemberKeys;
  /** Keys of this member's that were made, and of which it is not certain that the roster has them. */
  nextKeys: MemberKeys | undefined;
  roster: Roster | undefined;
  /** Newest first. */
  rings: readonly Ring[];
  readonly records: Map<RecordId, Held>;
  readonly refused: Map<RecordId, TeamTamper>;
  /** Where tokens here and their records last were the same. */
  readonly agreed: Map<RecordId, Agreed>;
  /** Who answered which invitation; known to managers alone. */
  asked: ReadonlyMap<string, Asked>;
  /** How many records were there before and are not any more. */
  withheld: number;
  store: TeamStore | undefined;
  cursor: StoreCursor | undefined;
  /** Why the store did not serve when it was last asked. */
  offline: TeamStoreFailure | undefined;
  /** This home runs elsewhere too; the machine's name. */
  elsewhere: string | undefined;
}

export const knownOf = (session: Session, id: RecordId): Known | undefined => {
  const held = session.records.get(id);
  return held === undefined ? undefined : { n: held.read.head.n, digest: held.read.digest };
};

export const membershipOf = ({ teams }: TeamNeeds, team: TeamId): Membership | undefined =>
  teams.book.list().find((each) => each.team === team);

/** Takes a record in that was found good; it is on disk before it counts. */
export async function hold(session: Session, id: RecordId, held: Held): Promise<Result<void, Failure>> {
  const put = await session.copy.put(id, held.text);
  if (!put.ok) return put;
  session.records.set(id, { ...held, was: wasOf(session.records.get(id), held) });
  session.refused.delete(id);
  return put;
}

function wasOf(before: Held | undefined, { read }: Held): Was | undefined {
  if (before?.read.digest === read.digest) return before.was;
  const last = before?.facts === undefined ? undefined : { digest: before.read.digest, facts: before.facts };
  return [last, before?.was].find((each) => each !== undefined && read.head.past.includes(pastOf(each.digest)));
}
