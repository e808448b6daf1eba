import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { MemberId, RecordId } from '../../shared/team-ids.ts';
import type { RosterAct } from '../../shared/team-roster.ts';
import { isIn } from '../domain/member.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { StoredRecord, TeamStore } from '../domain/ports-team.ts';
import { chooseRoster, lostActs } from '../domain/roster-forks.ts';
import { readRecord, tamperOf } from '../domain/team-record.ts';
import { openRoster, type OpenedRoster } from './team-opening.ts';
import { hold, knownOf, type Session } from './team-session.ts';

export interface PulledRoster {
  readonly changed: boolean;
  /** The roster is good, and this member is not in it any more. */
  readonly isOut: boolean;
  /** What this member did in a roster that another took the place of, and has to do again. */
  readonly redo: readonly RosterAct[];
  readonly settles: readonly Uint8Array[];
}

const NOTHING: PulledRoster = { changed: false, isOut: false, redo: [], settles: [] };

/** Takes the roster that is there. Of two that were written at once the same one counts for everybody. */
export async function pullRoster(
  session: Session,
  membership: Membership,
  store: TeamStore,
  id: RecordId,
): Promise<Result<PulledRoster, Failure>> {
  const found = await store.read([id]);
  if (!found.ok) return found;
  const [stored] = found.value;
  if (stored === undefined) return succeeded(NOTHING);
  const isKnown = session.records.get(id)?.text === session.sealer.textOf(stored.sealed);
  return isKnown && stored.rivals.length === 0 ? succeeded(NOTHING) : choose(session, membership, stored);
}

type Candidate = OpenedRoster & { readonly text: string };

async function choose(
  session: Session,
  membership: Membership,
  stored: StoredRecord,
): Promise<Result<PulledRoster, Failure>> {
  const known = session.roster;
  const candidates = await openAll(session, membership, stored);
  if (candidates === 'out') return succeeded({ ...NOTHING, isOut: true });
  const rosters = candidates.map(({ roster }) => roster);
  const chosen = chooseRoster(known, rosters);
  const winner = candidates.find(({ roster }) => roster === chosen);
  if (winner === undefined) {
    if (candidates.length > 0) session.refused.set(stored.id, 'forked');
    return succeeded(NOTHING);
  }
  const redo = lostActs(winner.roster, known === undefined ? rosters : [known, ...rosters], membership.member);
  const settles = redo.length > 0 ? stored.rivals : [];
  return take(session, stored.id, winner, { redo, settles, others: candidates });
}

async function openAll(
  session: Session,
  membership: Membership,
  { id, sealed, rivals }: StoredRecord,
): Promise<readonly Candidate[] | 'out'> {
  const candidates: Candidate[] = [];
  for (const bytes of [sealed, ...rivals]) {
    const text = session.sealer.textOf(bytes);
    const opened = await openRoster(session, text, membership);
    if (opened.kind === 'opened') candidates.push({ ...opened, text });
    if (opened.kind === 'refused' && bytes === sealed) session.refused.set(id, opened.why);
    if (opened.kind === 'not-for-us' && isPutOut(session, text, id)) return 'out';
  }
  return candidates;
}

async function take(
  session: Session,
  id: RecordId,
  winner: Candidate,
  { redo, settles, others }: Pick<PulledRoster, 'redo' | 'settles'> & { readonly others: readonly OpenedRoster[] },
): Promise<Result<PulledRoster, Failure>> {
  const changed = session.records.get(id)?.text !== winner.text;
  const keysOf = (each: OpenedRoster) => each.rings.map((ring) => ring.facts.use((text) => text));
  const had = new Set(keysOf(winner));
  // What was sealed to keys of the other stays readable.
  const more = others.flatMap(({ rings }) => rings.filter(({ facts }) => !had.has(facts.use((text) => text))));
  session.roster = winner.roster;
  session.rings = [...winner.rings, ...more];
  const held = await hold(session, id, { text: winner.text, read: winner.read });
  return held.ok ? succeeded({ changed, isOut: false, redo, settles }) : held;
}

/** A manager that is known signed it, it follows, and there is nothing in it for us. */
function isPutOut(session: Session, text: string, id: RecordId): boolean {
  const { roster, sealer } = session;
  const read = readRecord(text, sealer);
  if (!read.ok || roster === undefined) return false;
  const known = knownOf(session, id);
  const author: MemberId = read.value.head.author;
  const tamper = tamperOf(read.value, { id, roster, known, checks: sealer });
  // Its wraps are of members that may not be known here yet.
  const isGood = tamper === undefined || tamper === 'foreign-recipient';
  if (!isGood) session.refused.set(id, tamper);
  return isGood && isIn(roster.members.get(author)) && read.value.head.n > (known?.n ?? 0);
}
