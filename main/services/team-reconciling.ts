import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import { tokenId } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { mergeVersions, type Version } from '../domain/team-merge.ts';
import { pastOf, type ReadRecord } from '../domain/team-record.ts';
import { recipientsFor } from '../domain/team-recipients.ts';
import { adopt, isOpen } from './team-adopting.ts';
import type { Arrived } from './team-judging.ts';
import { openValue } from './team-opening.ts';
import type { Held, Session, TeamNeeds } from './team-session.ts';
import { ownChange, type OwnChange } from './team-own-change.ts';
import { writeToken } from './team-writing.ts';

type Full = Held & { readonly facts: TokenFacts };

/** Whether two values met, so that a person is told. */
export interface Reconciled {
  readonly conflict: boolean;
}

const PEACE: Reconciled = { conflict: false };

/** What arrived, what arrived beside it, and what was changed here: one record, and the token here the same as it. */
export async function reconcile(
  needs: TeamNeeds,
  session: Session,
  member: MemberId,
  { id, held, before, rivals, settles }: Arrived,
): Promise<Result<Reconciled, Failure>> {
  const token = needs.catalog.get(tokenId(id));
  // Its own value is on its way to the record, and whoever brings it looks at what is there.
  if (token !== undefined && isOpen(needs, token.id)) return succeeded(PEACE);
  const mine = token === undefined ? succeeded(undefined) : await ownChange(needs, session, member, token, before);
  if (!mine.ok) return mine;
  const others = apart(held, before, rivals);
  if (mine.value === undefined && others.length === 0) {
    const adopted = await adopt(needs, session, held);
    return adopted.ok ? succeeded(PEACE) : adopted;
  }
  const versions = await Promise.all(others.map((other) => versionOf(session, other)));
  if (mine.value !== undefined) versions.push(await ownVersion(session, mine.value, before));
  const merges = others.map(({ read }) => read);
  return merge(needs, session, member, { held, base: baseOf(held, before, others), versions, merges, settles });
}

/** The newest that all of them come from, as far as it was seen. */
function baseOf(held: Full, before: Held | undefined, others: readonly Full[]): TokenFacts | undefined {
  const last = before?.facts === undefined ? undefined : { digest: before.read.digest, facts: before.facts };
  const isBeforeAll = (digest: string) =>
    [held, ...others].every(({ read }) => read.head.past.includes(pastOf(digest)));
  const base = [last, before?.was].find((each) => each !== undefined && isBeforeAll(each.digest));
  // Nothing was written apart from it: what was changed here was changed from this.
  return base?.facts ?? (others.length === 0 ? before?.facts : undefined);
}

/** Of all that was written, what the record does not come from: two machines did not see each other. */
function apart(held: Full, before: Held | undefined, rivals: readonly Full[]): readonly Full[] {
  const isPast = ({ read }: Held) =>
    held.read.digest === read.digest || held.read.head.past.includes(pastOf(read.digest));
  const lost = before?.facts === undefined ? [] : [{ ...before, facts: before.facts }];
  return [...rivals, ...lost.filter(({ read }) => held.read.head.n <= read.head.n + PAST_KNOWN)].filter(
    (each, at, all) => !isPast(each) && all.findIndex(({ read }) => read.digest === each.read.digest) === at,
  );
}

/** So far back a record says what it comes from. */
const PAST_KNOWN = 15;

async function versionOf(session: Session, { facts, read }: Full): Promise<Version> {
  return { facts, value: await sealedNow(session, facts, read), digest: read.digest };
}

/** To the keys of now, whatever it was sealed to. */
async function sealedNow(session: Session, facts: TokenFacts, read: ReadRecord): Promise<string> {
  const value = await openValue(session, read.envelope.value);
  return value === undefined ? (read.envelope.value ?? '') : seal(session, facts, value);
}

async function seal(
  { sealer, roster }: Session,
  { access }: TokenFacts,
  value: Credential | undefined,
): Promise<string> {
  return roster === undefined || value === undefined
    ? ''
    : sealer.seal(sealer.pack(value), recipientsFor(roster, access).value);
}

/** The same as if it had been written. */
async function ownVersion(
  session: Session,
  { facts, credential }: OwnChange,
  before: Held | undefined,
): Promise<Version> {
  const value =
    credential === undefined && before !== undefined
      ? await sealedNow(session, facts, before.read)
      : await seal(session, facts, credential);
  return { facts, value, digest: OWN };
}

/** Stands where a digest would: it has none before it is written. */
const OWN = 'own';

interface Merging {
  readonly held: Full;
  readonly base: TokenFacts | undefined;
  readonly versions: readonly Version[];
  readonly merges: readonly ReadRecord[];
  readonly settles: readonly Uint8Array[];
}

async function merge(
  needs: TeamNeeds,
  session: Session,
  member: MemberId,
  { held, base, versions, merges, settles }: Merging,
): Promise<Result<Reconciled, Failure>> {
  let [merged, conflict] = [await versionOf(session, held), false];
  for (const version of versions) {
    const both = mergeVersions(base, merged, version);
    conflict ||= both.conflict;
    merged = { ...both, digest: merged.digest };
  }
  const { facts, value } = merged;
  const written = await writeToken(session, member, {
    id: held.read.head.record,
    facts,
    // Made of what arrived, and of nothing that may have come since.
    expected: held.read.head.n,
    sealed: value,
    merges,
    settles,
  });
  if (!written.ok) return written;
  const adopted = await adopt(needs, session, { ...written.value, facts });
  return adopted.ok ? succeeded({ conflict }) : adopted;
}
