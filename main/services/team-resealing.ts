import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import { later, minutes, type Instant } from '../../shared/time.ts';
import { isIn, type Roster } from '../domain/member.ts';
import { recipientsFor } from '../domain/team-recipients.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import { isCurrent, openValue } from './team-opening.ts';
import type { Held, Session } from './team-session.ts';
import { writeToken } from './team-writing.ts';

/** Whoever changed who is in does it at once; others only when it was not done by then. */
const PATIENCE = minutes(10);

/**
 * Seals and signs anew whatever is not sealed to just those keys that it should be, or was last signed by somebody who left. What another has
 * done meanwhile is left to the next round. Answers how many.
 */
export async function sealAnew(session: Session, member: MemberId, now: Instant): Promise<Result<number, Failure>> {
  const { roster } = session;
  if (roster === undefined || !mayBegin(roster, member, now)) return succeeded(0);
  let count = 0;
  for (const [id, held] of session.records) {
    if (held.facts === undefined || isSealedRight(roster, held)) continue;
    const facts = await rivalsAnew(session, held.facts);
    const written = await writeToken(session, member, { id, facts, expected: held.read.head.n });
    // Without the value it is for somebody else to do.
    if (!written.ok && written.failure.code === 'team-role') continue;
    if (!written.ok) return written;
    count += 1;
    stillAgreed(session, held, written.value);
  }
  return succeeded(count);
}

/** The token here is the same as before, and so is what its record says. */
function stillAgreed({ agreed }: Session, { read: before }: Held, { read: now }: Held): void {
  const last = agreed.get(before.head.record);
  if (last?.head === before.digest) agreed.set(before.head.record, { ...last, head: now.digest });
}

function mayBegin({ members, needsEpoch, lastBy, lastAt }: Roster, member: MemberId, now: Instant): boolean {
  const self = members.get(member);
  if (!isIn(self) || self.role === 'reader' || needsEpoch) return false;
  return lastBy === member || now > later(lastAt, PATIENCE);
}

const isSealedRight = (roster: Roster, held: Held): boolean =>
  isIn(roster.members.get(held.read.head.author)) && isCurrent(roster, held);

/** Values that lost a race are kept for those who may, and for nobody else. */
async function rivalsAnew(session: Session, facts: TokenFacts): Promise<TokenFacts> {
  const { sealer, roster } = session;
  if (roster === undefined || facts.rivals.length === 0) return facts;
  const rivals: TokenFacts['rivals'][number][] = [];
  for (const rival of facts.rivals) {
    const value = await openValue(session, rival.value);
    if (value === undefined) continue;
    const sealed = await sealer.seal(sealer.pack(value), recipientsFor(roster, facts.access).value);
    rivals.push({ ...rival, value: sealed });
  }
  return { ...facts, rivals };
}
