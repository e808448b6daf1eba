import type { TeamTamper } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { joinFacts, joinStatement, type MemberFacts } from '../../shared/team-roster.ts';
import { parseJson } from '../domain/json.ts';
import type { Invitation } from '../domain/member.ts';
import type { Sealer } from '../domain/ports-team.ts';
import type { Secret } from '../domain/secret.ts';
import { drawnId, joinRecord } from '../domain/team-names.ts';
import { phraseOf } from '../domain/team-phrase.ts';
import { readRecord } from '../domain/team-record.ts';
import type { Asked, Session } from './team-session.ts';

/** What an invitation's secret makes of itself. Undefined where it is none. */
export async function invitationOf(
  sealer: Sealer,
  secret: Secret,
): Promise<{ readonly id: string; readonly recipient: string } | undefined> {
  const recipient = await sealer.recipientOf(secret);
  return recipient === undefined ? undefined : { id: drawnId(sealer, `invitation:${recipient}`), recipient };
}

export const proofOf = (sealer: Sealer, statement: string, secret: Secret): string =>
  sealer.mac(`join:${statement}`, secret);

/** What both sides see: another team, another joiner or another invitation makes other words. */
export const joinPhrase = (
  sealer: Sealer,
  root: string,
  { id, sign, recipient }: Pick<MemberFacts, 'id' | 'sign' | 'recipient'>,
  secret: Secret,
): string => phraseOf(sealer.mac(`phrase:${root}:${id}:${sign}:${recipient}`, secret));

/** The requests that lie in the store, of invitations that are open, as far as this member can read them. */
export async function readAsked(session: Session, now: number): Promise<ReadonlyMap<string, Asked>> {
  const { roster, store, sealer, team } = session;
  const open = [...(roster?.invitations.values() ?? [])].filter(({ state, until }) => state === 'open' && until >= now);
  const ids = open.map(({ id }) => joinRecord(sealer, team, id));
  const found = ids.length === 0 ? undefined : await store?.read(ids);
  const asked = new Map<string, Asked>();
  if (found?.ok !== true) return asked;
  for (const invitation of open) {
    const id = joinRecord(sealer, team, invitation.id);
    const stored = found.value.find((each) => each.id === id);
    if (stored === undefined) continue;
    const read = await readRequest(session, invitation, sealer.textOf(stored.sealed));
    if (read.ok) asked.set(invitation.id, read.value);
    else session.refused.set(id, read.failure);
  }
  return asked;
}

/** One request. It is believed only as far as that whoever made it had the invitation. */
async function readRequest(session: Session, invitation: Invitation, text: string): Promise<Result<Asked, TeamTamper>> {
  const { sealer, keys, roster } = session;
  const secret = await sealer.open(invitation.secret, [keys.sealing.identity]);
  const read = readRecord(text, sealer);
  if (!secret.ok || !read.ok || roster === undefined) return failed('truncated');
  const { head, envelope } = read.value;
  if (head.kind !== 'join' || head.record !== joinRecord(sealer, session.team, invitation.id)) return failed('swapped');
  const plain = await sealer.open(envelope.facts, [secret.value]);
  const member = plain.ok ? proven(sealer, plain.value, secret.value, invitation) : undefined;
  if (member === undefined) return failed('invitation-forged');
  const isOwn = head.author === member.id && sealer.verify(envelope.head, envelope.signature, member.sign);
  return isOwn
    ? succeeded({ member, phrase: joinPhrase(sealer, roster.root, member, secret.value) })
    : failed('forged');
}

/** Who asks, where the secret of this very invitation was known. */
function proven(sealer: Sealer, plain: Secret, secret: Secret, { id }: Invitation): MemberFacts | undefined {
  const facts = joinFacts.safeParse(plain.use(parseJson));
  if (!facts.success) return undefined;
  const { statement, proof } = facts.data;
  if (proofOf(sealer, statement, secret) !== proof) return undefined;
  const said = joinStatement.safeParse(parseJson(statement));
  return said.success && said.data.invitation === id ? said.data.member : undefined;
}
