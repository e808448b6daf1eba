import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { RosterAct, RosterLink, SignedLink } from '../../shared/team-roster.ts';
import { isIn, membersIn, type Member, type Roster } from '../domain/member.ts';
import type { SigningKeys } from '../domain/ports-team.ts';
import { rosterOf } from '../domain/roster.ts';
import { rosterRecord } from '../domain/team-names.ts';
import { spellRings, withoutValues, type Ring } from '../domain/team-rings.ts';
import { composeRecord, secretJson } from './team-composing.ts';
import { wrapsIn } from './team-opening.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import { send } from './team-writing.ts';

export interface Amending {
  readonly by: MemberId;
  readonly acts: readonly RosterAct[];
  /** With new keys for the team, as after somebody left. */
  readonly newEpoch?: boolean | undefined;
  /** Keys to sign with where they are others than those of this member now: of a recovery. */
  readonly signing?: SigningKeys | undefined;
  /** Rosters that were written beside this one and are taken up by it. */
  readonly settles?: readonly Uint8Array[] | undefined;
}

/** Writes the roster with further links, and everybody's wraps. `team-stale` where somebody else was first; nothing is changed then. */
export async function amendRoster(
  needs: Pick<TeamNeeds, 'clock'>,
  session: Session,
  { by, acts, newEpoch = false, signing = session.keys.signing, settles }: Amending,
): Promise<Result<Roster, Failure>> {
  const fresh = newEpoch || session.roster === undefined ? [await freshRing(session)] : [];
  const links = signLinks(needs, session, { by, acts: [...acts, ...fresh.map(({ act }) => act)], signing });
  const after = rosterOf(session.team, [...(session.roster?.links ?? []), ...links], session.sealer);
  if (!after.ok) return failed({ code: 'team-refused', why: after.failure });
  const rings = fresh.length === 0 ? session.rings : [...fresh.map(({ ring }) => ring), ...session.rings];
  const sent = await sendRoster(session, { by, signing, settles, roster: after.value, rings });
  if (!sent.ok) return sent;
  session.roster = after.value;
  session.rings = rings;
  return succeeded(after.value);
}

interface Sending extends Pick<Amending, 'by' | 'settles'> {
  readonly signing: SigningKeys;
  readonly roster: Roster;
  readonly rings: readonly Ring[];
}

async function sendRoster(session: Session, { by, signing, settles, roster, rings }: Sending) {
  const { sealer, team } = session;
  const wraps = await wrapAll(session, roster, rings);
  const id = rosterRecord(sealer, team);
  const held = session.records.get(id);
  const writer = { team, member: by, sign: signing.key };
  const text = await composeRecord(sealer, writer, {
    id,
    kind: 'roster',
    epoch: roster.epoch.number,
    after: held === undefined ? [] : [held.read],
    facts: { plain: secretJson({ links: roster.links }), recipients: [roster.epoch.facts] },
    value: { sealed: JSON.stringify(wraps), count: Object.keys(wraps).length },
  });
  return send(session, { id, text, expected: held?.read.head.n ?? 0, settles });
}

async function freshRing({ sealer, roster }: Session) {
  const [facts, values] = [await sealer.sealingKeys(), await sealer.sealingKeys()];
  const epoch = (roster?.epoch.number ?? 0) + 1;
  const act: RosterAct = { kind: 'epoch', epoch, facts: facts.recipient, values: values.recipient };
  const ring: Ring = { epoch, facts: facts.identity, values: values.identity };
  return { act, ring };
}

function signLinks(
  { clock }: Pick<TeamNeeds, 'clock'>,
  { sealer, team, roster }: Session,
  { by, acts, signing }: Required<Pick<Amending, 'by' | 'acts'>> & { readonly signing: SigningKeys },
): readonly SignedLink[] {
  let prev = roster?.head ?? '';
  let n = roster?.links.length ?? 0;
  return acts.map((act) => {
    n += 1;
    const link: RosterLink = { team, n, prev, at: clock.now(), by, act };
    const text = JSON.stringify(link);
    prev = sealer.digest(text);
    return { text, signature: sealer.sign(text, signing.key) };
  });
}

/** One wrap for each who is in. Where nothing changed for a member the earlier one stays, so that a large team costs no more than a small one. */
async function wrapAll(session: Session, roster: Roster, rings: readonly Ring[]): Promise<Record<string, string>> {
  const { sealer, team, roster: before } = session;
  const held = session.records.get(rosterRecord(sealer, team));
  const earlier = held === undefined || rings !== session.rings ? {} : wrapsIn(held.read);
  const full = spellRings(rings);
  const bare = spellRings(withoutValues(rings));
  const wraps: Record<string, string> = {};
  for (const member of membersIn(roster)) {
    const kept = isSameMember(before?.members.get(member.id), member) ? earlier[member.id] : undefined;
    wraps[member.id] = kept ?? (await sealer.seal(member.role === 'reader' ? bare : full, [member.recipient]));
  }
  return wraps;
}

const isSameMember = (before: Member | undefined, now: Member): boolean =>
  isIn(before) && before.recipient === now.recipient && (before.role === 'reader') === (now.role === 'reader');
