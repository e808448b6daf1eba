import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import { recordId, type MemberId, type RecordId } from '../../shared/team-ids.ts';
import type { TokenId } from '../../shared/token.ts';
import type { Roster } from '../domain/member.ts';
import type { TeamLease } from '../domain/ports-team.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { readRecord, type ReadRecord } from '../domain/team-record.ts';
import { recipientsFor } from '../domain/team-recipients.ts';
import { composeRecord, secretJson, type Composing, type Writer } from './team-composing.ts';
import { isCurrent, openValue } from './team-opening.ts';
import { hold, type Held, type Session } from './team-session.ts';

export const recordOf = (id: TokenId): RecordId => recordId(id);

export interface TokenWrite {
  readonly id: RecordId;
  readonly facts: TokenFacts;
  /** Left out, the value stays the one that is in the record. */
  readonly credential?: Credential | undefined;
  /** Sealed already, to the keys of now. */
  readonly sealed?: string | undefined;
  /** The value is sealed anew, to those who may have it now. */
  readonly anew?: boolean | undefined;
  /** What it follows besides the record that is held. */
  readonly merges?: readonly ReadRecord[] | undefined;
  /** The version in the store that it follows; the one that is held where it is left out. */
  readonly expected?: number | undefined;
  readonly settles?: readonly Uint8Array[] | undefined;
  readonly lease?: TeamLease | undefined;
}

/** Who writes, and by what roster: undefined before this member is in. */
export function writerOf(
  { team, keys, roster }: Session,
  member: MemberId,
): Result<{ readonly writer: Writer; readonly roster: Roster }, Failure> {
  if (roster === undefined) return failed({ code: 'team-asking' });
  return succeeded({ writer: { team, member, sign: keys.signing.key }, roster });
}

/** Seals, signs and writes a token's record, and holds it once the store has it. */
export async function writeToken(
  session: Session,
  member: MemberId,
  write: TokenWrite,
): Promise<Result<Held, Failure>> {
  const writing = writerOf(session, member);
  if (!writing.ok) return writing;
  const { writer, roster } = writing.value;
  const { id, facts } = write;
  const recipients = recipientsFor(roster, facts.access);
  const before = session.records.get(id);
  // What is shared no longer has no value to share.
  const value =
    facts.ended === true ? succeeded(undefined) : await sealedValue(session, write, before, recipients.value);
  if (!value.ok) return value;
  const composing: Composing = {
    id,
    kind: 'token',
    epoch: roster.epoch.number,
    after: [...(before === undefined ? [] : [before.read]), ...(write.merges ?? [])],
    facts: { plain: secretJson(facts), recipients: recipients.facts },
    value: value.value === undefined ? undefined : { sealed: value.value, count: recipients.value.length },
  };
  const text = await composeRecord(session.sealer, writer, composing);
  return send(session, {
    ...write,
    text,
    expected: write.expected ?? before?.read.head.n ?? 0,
    held: { facts, stale: false },
  });
}

async function sealedValue(
  session: Session,
  write: TokenWrite,
  before: Held | undefined,
  recipients: readonly string[],
): Promise<Result<string, Failure>> {
  const kept = write.sealed ?? valueAsItIs(session, write, before);
  if (kept !== undefined) return succeeded(kept);
  const value = write.credential ?? (await openValue(session, before?.read.envelope.value));
  if (value === undefined) return failed({ code: 'team-role', need: 'user' });
  return succeeded(await session.sealer.seal(session.sealer.pack(value), recipients));
}

/** Where nothing about it has changed, nor who may have it. */
function valueAsItIs(
  { roster }: Session,
  { credential, anew }: TokenWrite,
  before: Held | undefined,
): string | undefined {
  if (credential !== undefined || anew === true || before === undefined || roster === undefined) return undefined;
  return isCurrent(roster, before) ? before.read.envelope.value : undefined;
}

interface Sending {
  readonly id: RecordId;
  readonly text: string;
  readonly expected: number;
  readonly settles?: readonly Uint8Array[] | undefined;
  readonly lease?: TeamLease | undefined;
  readonly held?: Pick<Held, 'facts' | 'stale'> | undefined;
}

/** Writes what was composed. */
export async function send(session: Session, sending: Sending): Promise<Result<Held, Failure>> {
  const { id, text, expected, settles, lease, held } = sending;
  const { store, sealer } = session;
  if (store === undefined) return failed(session.offline ?? { code: 'team-unreachable', reason: 'not-opened' });
  const written = await store.write({ id, expected, sealed: sealer.bytesOf(text), settles, lease });
  if (!written.ok) return written;
  const read = readRecord(text, sealer);
  if (!read.ok) return failed({ code: 'team-refused', why: read.failure });
  const now: Held = { text, read: read.value, ...held };
  const kept = await hold(session, id, now);
  return kept.ok ? succeeded(now) : kept;
}
