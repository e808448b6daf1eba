import type { Envelope, RecordHead, RecordKind } from '../../shared/team-record.ts';
import type { MemberId, RecordId, TeamId } from '../../shared/team-ids.ts';
import { pastAfter, type ReadRecord } from '../domain/team-record.ts';
import type { Sealer } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';

export interface Writer {
  readonly team: TeamId;
  readonly member: MemberId;
  readonly sign: Secret;
}

export interface Composing {
  readonly id: RecordId;
  readonly kind: RecordKind;
  readonly epoch: number;
  /** What it follows; several where it merges them. */
  readonly after: readonly Pick<ReadRecord, 'head' | 'digest'>[];
  readonly facts: { readonly plain: Secret; readonly recipients: readonly string[] };
  /** Sealed already: of a token its value, of a roster the wraps. */
  readonly value?: { readonly sealed: string; readonly count: number } | undefined;
}

/** A record as it is written: sealed, signed, and the next in its chain. */
export async function composeRecord(sealer: Sealer, writer: Writer, composing: Composing): Promise<string> {
  const { id, kind, epoch, after, facts, value } = composing;
  const sealed = await sealer.seal(facts.plain, facts.recipients);
  const head: RecordHead = {
    team: writer.team,
    record: id,
    kind,
    n: Math.max(0, ...after.map((each) => each.head.n)) + 1,
    author: writer.member,
    epoch,
    to: { facts: facts.recipients.length, ...(value === undefined ? {} : { value: value.count }) },
    parts: {
      facts: sealer.digest(sealed),
      ...(value === undefined ? {} : { value: sealer.digest(value.sealed) }),
    },
    past: [...pastAfter(...after)],
  };
  const text = JSON.stringify(head);
  const envelope: Envelope = {
    format: 'tokenkeep-team',
    version: 1,
    head: text,
    signature: sealer.sign(text, writer.sign),
    facts: sealed,
    ...(value === undefined ? {} : { value: value.sealed }),
  };
  return `${JSON.stringify(envelope)}\n`;
}

export const secretJson = (value: unknown): Secret => new Secret(JSON.stringify(value));
