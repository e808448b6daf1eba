import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { recordId, type TeamId } from '../../shared/team-ids.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import { rosterRecord } from '../domain/team-names.ts';
import { readRecord, type ReadRecord } from '../domain/team-record.ts';
import { readKeys, readNextKeys, type MemberKeys } from './team-keys.ts';
import { openFacts, openRoster } from './team-opening.ts';
import type { Held, Session, TeamNeeds } from './team-session.ts';

/** Opens what is here already: keys and the sealed copy. The store is not asked. */
export async function openSession(needs: TeamNeeds, membership: Membership): Promise<Result<Session, Failure>> {
  const { team } = membership;
  const keys = await readKeys(needs.secrets, membership.member);
  if (!keys.ok) return keys;
  if (keys.value === undefined) return failed({ code: 'team-keys-missing', team: membership.name });
  const next = await readNextKeys(needs.secrets, membership.member);
  if (!next.ok) return next;
  const session = await blankSession(needs, team, keys.value, next.value);
  for (const [id, agreed] of Object.entries(membership.agreed)) session.agreed.set(recordId(id), agreed);
  await load(session, membership);
  return succeeded(session);
}

/** Before anything of it is here. */
export async function blankSession(
  { teams }: Pick<TeamNeeds, 'teams'>,
  team: TeamId,
  keys: MemberKeys,
  nextKeys?: MemberKeys,
): Promise<Session> {
  return {
    team,
    sealer: await teams.sealer(),
    copy: teams.copyOf(team),
    keys,
    nextKeys,
    asked: new Map(),
    roster: undefined,
    rings: [],
    records: new Map(),
    refused: new Map(),
    agreed: new Map(),
    withheld: 0,
    store: undefined,
    cursor: undefined,
    offline: undefined,
    elsewhere: undefined,
  };
}

/** What was found good before is not judged anew by what the team is now; only what cannot be read is left out, and fetched again. */
async function load(session: Session, membership: Membership): Promise<void> {
  const { sealer } = session;
  const texts = await session.copy.all();
  const rosterId = rosterRecord(sealer, session.team);
  const rosterText = texts.get(rosterId);
  const opened = rosterText === undefined ? undefined : await openRoster(session, rosterText, membership);
  if (opened?.kind !== 'opened') return;
  session.roster = opened.roster;
  session.rings = opened.rings;
  for (const [id, text] of texts) {
    const read = readRecord(text, sealer);
    if (!read.ok || read.value.head.record !== id) continue;
    session.records.set(id, { text, read: read.value, ...(await factsOf(session, read.value)) });
  }
}

async function factsOf(session: Session, read: ReadRecord): Promise<Pick<Held, 'facts' | 'stale'>> {
  if (read.head.kind !== 'token') return {};
  const opened = await openFacts(session, read);
  return opened.kind === 'opened' ? { facts: opened.facts, stale: opened.stale } : {};
}
