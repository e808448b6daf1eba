import type { TeamTamper } from '../../shared/failure-team.ts';
import { tokenFacts, type TokenFacts } from '../../shared/team-facts.ts';
import type { RecordHead } from '../../shared/team-record.ts';
import { rosterFacts, wrapsSchema } from '../../shared/team-roster.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import { parseJson } from '../domain/json.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { Roster } from '../domain/member.ts';
import { rosterOf } from '../domain/roster.ts';
import { rosterRecord } from '../domain/team-names.ts';
import { readRecord, tamperOf, type ReadRecord } from '../domain/team-record.ts';
import { recipientsFor } from '../domain/team-recipients.ts';
import { readRings, type Ring } from '../domain/team-rings.ts';
import type { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { knownOf, type Held, type Session } from './team-session.ts';

type Refused = { readonly kind: 'refused'; readonly why: TeamTamper };
/** It is good, and sealed to others. */
type NotForUs = { readonly kind: 'not-for-us' };

const refused = (why: TeamTamper): Refused => ({ kind: 'refused', why });
const NOT_FOR_US: NotForUs = { kind: 'not-for-us' };

export interface OpenedRoster {
  readonly kind: 'opened';
  readonly read: ReadRecord;
  readonly roster: Roster;
  readonly rings: readonly Ring[];
}

/** Goes through the whole roster, from its root. `not-for-us`: there is no wrap for this member in it. */
export async function openRoster(
  session: Session,
  text: string,
  { member, root }: Pick<Membership, 'member' | 'root'>,
): Promise<OpenedRoster | Refused | NotForUs> {
  const { sealer, team } = session;
  const read = readRecord(text, sealer);
  if (!read.ok) return refused(read.failure);
  const wrap = wrapsIn(read.value)[member];
  if (wrap === undefined) return NOT_FOR_US;
  const inside = await openLinks(session, read.value, wrap);
  if (inside.kind !== 'opened') return inside;
  const roster = rosterOf(team, inside.links, sealer);
  if (!roster.ok) return refused(roster.failure);
  if (roster.value.root !== root) return refused('foreign-root');
  const id = rosterRecord(sealer, team);
  const tamper = tamperOf(read.value, { id, roster: roster.value, known: knownOf(session, id), checks: sealer });
  const { rings } = inside;
  return tamper === undefined ? { kind: 'opened', read: read.value, roster: roster.value, rings } : refused(tamper);
}

/** Each member's wrap of the team's keys. */
export const wrapsIn = ({ envelope }: ReadRecord): Readonly<Partial<Record<MemberId, string>>> =>
  wrapsSchema.safeParse(parseJson(envelope.value ?? '')).data ?? {};

async function openLinks({ sealer, keys, nextKeys }: Session, { envelope }: ReadRecord, wrap: string) {
  const own = nextKeys === undefined ? [keys] : [keys, nextKeys];
  const file = await sealer.open(
    wrap,
    own.map(({ sealing }) => sealing.identity),
  );
  if (!file.ok) return file.failure.why === 'truncated' ? refused('truncated') : NOT_FOR_US;
  const rings = readRings(file.value);
  const identities = rings.map(({ facts }) => facts);
  const plain = await sealer.open(envelope.facts, identities);
  const facts = rosterFacts.safeParse(plain.ok ? plain.value.use(parseJson) : undefined);
  return facts.success ? { kind: 'opened' as const, rings, links: facts.data.links } : refused('truncated');
}

interface OpenedFacts {
  readonly kind: 'opened';
  readonly facts: TokenFacts;
  /** Not sealed to just those keys that it would be sealed to now. */
  readonly stale: boolean;
}

/** The facts of a token's record, which was found good already as far as can be seen from outside. */
export async function openFacts(session: Session, read: ReadRecord): Promise<OpenedFacts | Refused | NotForUs> {
  const { roster, rings, keys } = session;
  const { envelope, head } = read;
  const [newest, ...older] = rings.map((ring) => ring.facts);
  const current = await openWith(session, envelope.facts, [newest, keys.sealing.identity]);
  const plain = current ?? (await openWith(session, envelope.facts, older));
  if (plain === undefined || roster === undefined) return NOT_FOR_US;
  const facts = tokenFacts.safeParse(plain.use(parseJson));
  if (!facts.success) return refused('truncated');
  const spread = spreadOf(head, roster, facts.data);
  // One of before somebody left is sealed to more, until it is sealed anew.
  const isKnown = session.records.get(head.record)?.read.digest === read.digest;
  if (spread === 'too-wide' && !isKnown) return refused('foreign-recipient');
  const stale = current === undefined || spread !== 'right' || head.epoch !== roster.epoch.number;
  return { kind: 'opened', facts: facts.data, stale };
}

/** Sealed to just those keys that it would be sealed to now. */
export function isCurrent(roster: Roster, { facts, stale, read }: Held): boolean {
  if (facts === undefined || stale === true || read.head.epoch !== roster.epoch.number) return false;
  return spreadOf(read.head, roster, facts) === 'right';
}

/** How many keys it is sealed to, by what its facts say. */
function spreadOf(
  { to }: RecordHead,
  roster: Roster,
  { access, ended }: TokenFacts,
): 'right' | 'too-wide' | 'too-narrow' {
  const may = recipientsFor(roster, access);
  const wanted = ended === true ? 0 : may.value.length;
  const value = to.value ?? 0;
  if (to.facts > may.facts.length || value > wanted) return 'too-wide';
  return to.facts === may.facts.length && value === wanted ? 'right' : 'too-narrow';
}

async function openWith(
  { sealer }: Session,
  sealed: string,
  identities: readonly (Secret | undefined)[],
): Promise<Secret | undefined> {
  const opened = await sealer.open(
    sealed,
    identities.filter((each) => each !== undefined),
  );
  return opened.ok ? opened.value : undefined;
}

/** Undefined where it is not for this member, or is none. */
export async function openValue(session: Session, sealed: string | undefined): Promise<Credential | undefined> {
  if (sealed === undefined) return undefined;
  const { rings, keys, sealer } = session;
  const plain = await openWith(session, sealed, [...rings.map(({ values }) => values), keys.sealing.identity]);
  return plain === undefined ? undefined : sealer.unpack(plain);
}
