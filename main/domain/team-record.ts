import type { TeamTamper } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { memberId, type RecordId } from '../../shared/team-ids.ts';
import {
  anyEnvelope,
  envelopeSchema,
  headSchema,
  MOST_PAST,
  MOST_RECORD_CHARACTERS,
  type Envelope,
  type RecordHead,
} from '../../shared/team-record.ts';
import { wrapsSchema } from '../../shared/team-roster.ts';
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
  // Whoever goes signs for it, and that is the last thing.
  if (author.leftAt !== undefined && !(head.kind === 'roster' && roster.lastBy === author.id)) return 'removed-author';
  const isSigned = [author.sign, ...(author.earlier ?? [])].some((key) =>
    checks.verify(envelope.head, envelope.signature, key),
  );
  if (!isSigned) return 'forged';
  return head.kind === 'token' && author.role === 'reader' ? 'role-too-low' : undefined;
}

function damageOf({ head, envelope }: ReadRecord, judging: Judging): TeamTamper | undefined {
  const { digest, recipientCount } = judging.checks;
  const { facts, value } = envelope;
  if (digest(facts) !== head.parts.facts) return 'truncated';
  if ((value === undefined) !== (head.parts.value === undefined)) return 'truncated';
  if (value !== undefined && digest(value) !== head.parts.value) return 'truncated';
  const isAsSaid = recipientCount(facts) === head.to.facts && valueIsAsSaid(value, head, judging);
  return isAsSaid ? undefined : 'foreign-recipient';
}

function valueIsAsSaid(value: string | undefined, { to, kind }: RecordHead, { roster, checks }: Judging): boolean {
  if (value === undefined) return to.value === undefined;
  if (kind !== 'roster') return checks.recipientCount(value) === to.value;
  const wraps = wrapsSchema.safeParse(parseJson(value));
  if (!wraps.success || Object.keys(wraps.data).length !== to.value) return false;
  return Object.entries(wraps.data).every(
    ([id, wrap]) => isIn(roster.members.get(memberId(id))) && checks.recipientCount(wrap) === 1,
  );
}

export const pastOf = (digest: string): string => digest.slice(0, PAST_DIGITS);

/** What the next record names as its past: for a merge, of all that it merges in turn. */
export function pastAfter(...records: readonly Pick<ReadRecord, 'head' | 'digest'>[]): readonly string[] {
  const lines = records.map(({ head, digest }) => [pastOf(digest), ...head.past]);
  const inTurn = Array.from({ length: MOST_PAST }, (_, at) => lines.flatMap((line) => line.slice(at, at + 1))).flat();
  return [...new Set(inTurn)].slice(0, MOST_PAST);
}
