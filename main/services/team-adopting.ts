import type { Failure } from '../../shared/failure.ts';
import { done, succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import { recordId } from '../../shared/team-ids.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import type { Agreed } from '../domain/ports-sharing.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { sharedOf, isSameShared, withShared } from '../domain/team-shared.ts';
import { blankToken } from './new-token.ts';
import { openValue } from './team-opening.ts';
import { membershipOf, type Held, type Session, type TeamNeeds } from './team-session.ts';

/** Stands where a value is that this member may not have: not empty, which would say that one is to be minted. */
const NO_VALUE = 'team';

/** What a token here has that its record does not. */
export interface Pending {
  readonly facts: boolean;
  readonly value: boolean;
}

export const isOpen = ({ journal }: Pick<TeamNeeds, 'journal'>, id: TokenId): boolean =>
  journal.open().some(({ token }) => token === id);

/** The token as its team calls it. */
export const asShared = (token: Token, agreed: Agreed | undefined, facts: TokenFacts | undefined): Token =>
  agreed?.alias === token.label && facts !== undefined ? { ...token, label: facts.token.label } : token;

export function pendingOf(token: Token, agreed: Agreed | undefined, facts: TokenFacts | undefined): Pending {
  if (agreed === undefined || facts === undefined || agreed.digest === NO_VALUE) return { facts: false, value: false };
  return {
    facts: !isSameShared(sharedOf(asShared(token, agreed, facts)), facts.token),
    value: token.digest !== agreed.digest,
  };
}

/** Brings a token here to what its record says. Never where something of it is under way, or has still to be brought to the record. */
export async function adopt(needs: TeamNeeds, session: Session, held: Full): Promise<Result<void, Failure>> {
  const id = tokenId(held.read.head.record);
  if (held.facts.ended === true) return drop(needs, session, id);
  const taken = await takeValue(needs, session, id, held);
  return taken.ok ? takeFacts(needs, session, id, held, taken.value) : taken;
}

type Full = Held & { readonly facts: TokenFacts };

interface TakenValue {
  readonly digest: string;
  readonly isNew: boolean;
  readonly mayUse: boolean;
}

/** First the value, then what is known of it: a value without a token is swept, a token without its value is not there. */
async function takeValue(
  { secrets, catalog, digester }: TeamNeeds,
  session: Session,
  id: TokenId,
  held: Full,
): Promise<Result<TakenValue, Failure>> {
  const credential = await openValue(session, held.read.envelope.value);
  if (credential === undefined) return succeeded({ digest: NO_VALUE, isNew: false, mayUse: false });
  const kept = await secrets.get(id);
  if (!kept.ok) return kept;
  const isNew = !isSame(kept.value?.credential, credential);
  if (isNew) {
    if (catalog.get(id) === undefined) await catalog.markPending(id);
    const put = await secrets.put(id, credential, kept.value?.generation ?? 0);
    if (!put.ok) return put;
  }
  const digest = await digester.digest(credential.access);
  return digest.ok ? succeeded({ digest: digest.value, isNew, mayUse: true }) : digest;
}

async function takeFacts(
  needs: TeamNeeds,
  session: Session,
  id: TokenId,
  held: Full,
  { digest, isNew, mayUse }: TakenValue,
): Promise<Result<void, Failure>> {
  const { catalog } = needs;
  const { facts } = held;
  const alias = aliasFor(needs, session, id, facts.token.label);
  const change = (token: Token): Token => {
    const next = withShared(token, facts, isNew);
    return { ...(mayUse ? next : onlySeen(next)), label: alias ?? facts.token.label, digest };
  };
  const isThere = catalog.get(id) !== undefined;
  const stored = isThere ? await catalog.change(id, change) : await catalog.put(change(newToken(session, id, facts)));
  if (!stored.ok) return stored;
  agree(session, held, { digest, alias });
  return isThere ? done : catalog.clearPending(id);
}

/** From now on the token here and its record are the same. It is written down with the end of the sync; until then it is adopted anew. */
export function agree(session: Session, { read }: Held, { digest, alias }: Pick<Agreed, 'digest' | 'alias'>): void {
  session.agreed.set(read.head.record, { head: read.digest, digest, ...(alias === undefined ? {} : { alias }) });
}

/** A member who may not have the value renews nothing either. */
const onlySeen = (token: Token): Token => ({
  ...token,
  hasRefresh: undefined,
  renewable: undefined,
  schedule: undefined,
});

const newToken = ({ team }: Session, id: TokenId, { token }: TokenFacts): Token => ({
  ...blankToken(id, token.label, token.provider, '', token.addedAt),
  vault: `team:${team}`,
});

/** Another token here may have its name already. */
function aliasFor(needs: TeamNeeds, { team }: Session, id: TokenId, label: string): string | undefined {
  const isTaken = needs.catalog.list().some((other) => other.id !== id && other.label === label);
  return isTaken ? `${label} (${membershipOf(needs, team)?.name ?? team})` : undefined;
}

async function drop(
  { catalog, secrets }: Pick<TeamNeeds, 'catalog' | 'secrets'>,
  session: Session,
  id: TokenId,
): Promise<Result<void, Failure>> {
  const gone = await catalog.delete(id);
  if (!gone.ok) return gone;
  session.agreed.delete(recordId(id));
  return secrets.delete(id);
}

/** Everything of the team that is kept here: it is not this member's any more. */
export async function dropAll(needs: TeamNeeds, session: Session): Promise<Result<void, Failure>> {
  const own = needs.catalog.list().filter(({ vault }) => vault === `team:${session.team}`);
  for (const { id } of own) {
    const dropped = await drop(needs, session, id);
    if (!dropped.ok) return dropped;
  }
  return done;
}

function isSame(one: Credential | undefined, other: Credential): boolean {
  if (one === undefined) return false;
  const spelled = ({ access, refresh, fields }: Credential): string =>
    JSON.stringify([
      read(access),
      refresh === undefined ? null : read(refresh),
      Object.entries(fields).map(([key, value]) => [key, read(value)]),
    ]);
  return spelled(one) === spelled(other);
}

const read = (secret: { use<T>(reader: (value: string) => T): T }): string => secret.use((text) => text);
