import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { Token } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { factsWithValue, sharedOf } from '../domain/team-shared.ts';
import { asShared, pendingOf, type Pending } from './team-adopting.ts';
import type { Held, Session, TeamNeeds } from './team-session.ts';
import { recordOf } from './team-writing.ts';

export interface OwnChange {
  readonly facts: TokenFacts;
  /** Where it is another than the record has. */
  readonly credential: Credential | undefined;
}

/** What was changed here since the token and its record were the same. Undefined where nothing was. */
export async function ownChange(
  needs: TeamNeeds,
  session: Session,
  member: MemberId,
  token: Token,
  held: Held | undefined,
): Promise<Result<OwnChange | undefined, Failure>> {
  const agreed = session.agreed.get(recordOf(token.id));
  if (held?.facts === undefined || agreed?.head !== held.read.digest) return succeeded(undefined);
  const pending = pendingOf(token, agreed, held.facts);
  if (!pending.facts && !pending.value) return succeeded(undefined);
  const facts = ownFacts(needs, session, member, { token, facts: held.facts, pending });
  return pending.value ? withValue(needs, token, facts) : succeeded({ facts, credential: undefined });
}

async function withValue(
  { secrets }: TeamNeeds,
  { id, label }: Token,
  facts: TokenFacts,
): Promise<Result<OwnChange, Failure>> {
  const kept = await secrets.get(id);
  if (!kept.ok) return kept;
  return kept.value === undefined
    ? failed({ code: 'value-missing', name: label })
    : succeeded({ facts, credential: kept.value.credential });
}

function ownFacts(
  needs: TeamNeeds,
  session: Session,
  member: MemberId,
  { token, facts, pending }: { readonly token: Token; readonly facts: TokenFacts; readonly pending: Pending },
): TokenFacts {
  const agreed = session.agreed.get(recordOf(token.id));
  const shared = { ...facts, token: sharedOf(asShared(token, agreed, facts)) };
  const now = needs.clock.now();
  const { roster } = session;
  return pending.value && roster !== undefined
    ? factsWithValue(roster, shared, member, now)
    : { ...shared, writtenAt: now };
}
