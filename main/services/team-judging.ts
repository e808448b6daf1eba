import type { Failure } from '../../shared/failure.ts';
import type { TeamTamper } from '../../shared/failure-team.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import type { StoredRecord } from '../domain/ports-team.ts';
import { readRecord, tamperOf, type ReadRecord } from '../domain/team-record.ts';
import { mayChangeAccess } from '../domain/team-shared.ts';
import { openFacts } from './team-opening.ts';
import { hold, knownOf, type Held, type Session } from './team-session.ts';

/** A token's record that was found good, and those beside it that claim the same place. */
export interface Arrived {
  readonly id: RecordId;
  readonly held: Held & { readonly facts: TokenFacts };
  /** The record that was held before. */
  readonly before: Held | undefined;
  readonly rivals: readonly (Held & { readonly facts: TokenFacts })[];
  readonly settles: readonly Uint8Array[];
}

/** Undefined for what is no token's, or is sealed to others, or was refused. */
export async function accept(session: Session, stored: StoredRecord): Promise<Result<Arrived | undefined, Failure>> {
  const { id, sealed, rivals } = stored;
  const text = session.sealer.textOf(sealed);
  const before = session.records.get(id);
  const main = before?.text === text ? { kind: 'held' as const, held: before } : await judge(session, id, text);
  if (main.kind === 'refused') {
    session.refused.set(id, main.why);
    return succeeded(undefined);
  }
  if (main.kind === 'other') return succeeded(undefined);
  const held = await hold(session, id, main.held);
  if (!held.ok) return held;
  const { facts } = main.held;
  if (facts === undefined) return succeeded(undefined);
  const beside: Arrived['rivals'][number][] = [];
  for (const rival of rivals) {
    const other = await judge(session, id, session.sealer.textOf(rival), true);
    if (other.kind === 'held' && other.held.facts !== undefined)
      beside.push({ ...other.held, facts: other.held.facts });
  }
  return succeeded({ id, held: { ...main.held, facts }, before, rivals: beside, settles: rivals });
}

type Judged =
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'refused'; readonly why: TeamTamper }
  /** Of a kind that is looked at elsewhere, such as a request to join. */
  | { readonly kind: 'other' };

/** `beside`: it does not take a place, so it may be as old as it likes. */
async function judge(session: Session, id: RecordId, text: string, beside = false): Promise<Judged> {
  const { sealer, roster } = session;
  const read = readRecord(text, sealer);
  if (!read.ok) return { kind: 'refused', why: read.failure };
  if (roster === undefined || read.value.head.kind === 'join') return { kind: 'other' };
  const known = beside ? undefined : knownOf(session, id);
  const tamper = tamperOf(read.value, { id, roster, known, checks: sealer });
  if (tamper !== undefined) return { kind: 'refused', why: tamper };
  return read.value.head.kind === 'token'
    ? judgeToken(session, text, read.value)
    : { kind: 'held', held: { text, read: read.value } };
}

async function judgeToken(session: Session, text: string, read: ReadRecord): Promise<Judged> {
  const opened = await openFacts(session, read);
  if (opened.kind === 'refused') return opened;
  if (opened.kind === 'not-for-us') return { kind: 'held', held: { text, read } };
  const before = session.records.get(read.head.record)?.facts;
  const { roster } = session;
  if (roster !== undefined && !mayChangeAccess(before, opened.facts, read.head.author, roster))
    return { kind: 'refused', why: 'role-too-low' };
  return { kind: 'held', held: { text, read, facts: opened.facts, stale: opened.stale } };
}

/** Records that could not be read before new keys came. */
export async function reopen(session: Session): Promise<void> {
  for (const [id, held] of session.records) {
    if (held.read.head.kind !== 'token' || held.facts !== undefined) continue;
    const opened = await openFacts(session, held.read);
    if (opened.kind === 'opened') session.records.set(id, { ...held, facts: opened.facts, stale: opened.stale });
  }
}
