import type { TeamTamper } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import {
  anyEnvelope,
  envelopeSchema,
  headSchema,
  MOST_PAST,
  MOST_RECORD_CHARACTERS,
  type Envelope,
  type RecordHead,
} from '../../shared/team-record.ts';
import { parseJson } from './json.ts';
import type { Sealer } from './ports-team.ts';
import { isIn, type Roster } from './member.ts';

const PAST_DIGITS = 32;

export interface ReadRecord {
  readonly envelope: Envelope;
  readonly head: RecordHead;
  /** SHA-256 of the head. */
  readonly digest: string;
}

/** A record that was found good before. */
export interface Known {
  readonly n: number;
  readonly digest: string;
}

/** Reads a record's text; nothing is believed yet. */
export function readRecord(text: string, checks: Pick<Sealer, 'digest'>): Result<ReadRecord, 'truncated' | 'newer'> {
  if (text.length > MOST_RECORD_CHARACTERS) return failed('truncated');
  const json = parseJson(text);
  const any = anyEnvelope.safeParse(json);
  if (any.success && any.data.version > 1) return failed('newer');
  const envelope = envelopeSchema.safeParse(json);
  const head = headSchema.safeParse(parseJson(envelope.data?.head ?? ''));
  if (!envelope.success || !head.success) return failed('truncated');
  return succeeded({ envelope: envelope.data, head: head.data, digest: checks.digest(envelope.data.head) });
}

export interface Judging {
  readonly id: RecordId;
  readonly roster: Roster;
  readonly known: Known | undefined;
  readonly checks: Pick<Sealer, 'digest' | 'verify' | 'recipientCount'>;
}

/**
 * Why a record is refused; undefined where it is good. One that was found good before stays so, whatever became of its author. Two that
 * claim the same place are no tampering here: that is for whoever merges them.
 */
export function tamperOf(read: ReadRecord, judging: Judging): TeamTamper | undefined {
  const { head, digest } = read;
  const { id, roster, known } = judging;
  if (head.team !== roster.team) return 'other-team';
  if (head.record !== id) return 'swapped';
  if (known !== undefined && head.n < known.n) return 'rolled-back';
  if (known?.digest === digest) return damageOf(read, judging);
  return authorRefused(read, judging) ?? damageOf(read, judging);
}

function authorRefused({ head, envelope }: ReadRecord, { roster, checks }: Judging): TeamTamper | undefined {
  const author = roster.members.get(head.author);
  if (author === undefined) return 'unknown-author';
  if (!isIn(author)) return 'removed-author';
  if (!checks.verify(envelope.head, envelope.signature, author.sign)) return 'forged';
  return reaches(author.role, head.kind) ? undefined : 'role-too-low';
}

function reaches(role: 'reader' | 'user' | 'manager', kind: RecordHead['kind']): boolean {
  if (kind === 'keys') return role === 'manager';
  // Everybody's own uses; and a roster's links say for themselves who may add one.
  return kind === 'audit' || kind === 'roster' || role !== 'reader';
}

function damageOf({ head, envelope }: ReadRecord, { checks }: Judging): TeamTamper | undefined {
  const { facts, value } = envelope;
  if (checks.digest(facts) !== head.parts.facts) return 'truncated';
  if ((value === undefined) !== (head.parts.value === undefined)) return 'truncated';
  if (value !== undefined && checks.digest(value) !== head.parts.value) return 'truncated';
  const isAsSaid =
    checks.recipientCount(facts) === head.to.facts &&
    (value === undefined || checks.recipientCount(value) === head.to.value);
  return isAsSaid ? undefined : 'foreign-recipient';
}

export const pastOf = (digest: string): string => digest.slice(0, PAST_DIGITS);

/** True where the record comes from the one that is known, or where that was too long ago to say. */
export function follows({ head, digest }: ReadRecord, known: Known | undefined): boolean {
  if (known === undefined || digest === known.digest) return true;
  if (head.n <= known.n) return false;
  return head.n - known.n > MOST_PAST || head.past.includes(pastOf(known.digest));
}

/** What the next record names as its past: for a merge, of all that it merges in turn. */
export function pastAfter(...records: readonly Pick<ReadRecord, 'head' | 'digest'>[]): readonly string[] {
  const lines = records.map(({ head, digest }) => [pastOf(digest), ...head.past]);
  const inTurn = Array.from({ length: MOST_PAST }, (_, at) => lines.flatMap((line) => line.slice(at, at + 1))).flat();
  return [...new Set(inTurn)].slice(0, MOST_PAST);
}
