import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { auditFacts, MOST_AUDIT_ENTRIES, type TeamAuditFacts } from '../../shared/team-facts.ts';
import type { MemberId, TeamId } from '../../shared/team-ids.ts';
import type { TeamAuditEntry } from '../../shared/team-view.ts';
import { parseJson } from '../domain/json.ts';
import { isIn } from '../domain/member.ts';
import type { AuditEntry } from '../domain/storage-ports.ts';
import { auditRecord } from '../domain/team-names.ts';
import { auditRecipients } from '../domain/team-recipients.ts';
import { composeRecord, secretJson } from './team-composing.ts';
import type { Held, Session, TeamNeeds } from './team-session.ts';
import { teamOf } from './team-tokens.ts';
import { send, writerOf } from './team-writing.ts';

type Entry = TeamAuditFacts['entries'][number];

export interface TeamAuditing {
  /** A use of a token, as the log here has it; it is told to the team where the token is the team's. */
  overhear(entry: AuditEntry): void;
  /** Brings what was overheard, sealed to the managers: not even whoever wrote it can read it again. */
  bring(session: Session, member: MemberId): Promise<Result<void, Failure>>;
  /** Everybody's uses, newest first; for managers. A member's parts that do not follow one another are told as such. */
  read(session: Session): Promise<Result<readonly TeamAuditEntry[], Failure>>;
}

/** What members did with the team's tokens: one chain of records for each. */
export function createTeamAuditing({ catalog }: Pick<TeamNeeds, 'catalog'>): TeamAuditing {
  const heard = new Map<TeamId, Entry[]>();

  async function bringPart(
    session: Session,
    member: MemberId,
    entries: readonly Entry[],
  ): Promise<Result<unknown, Failure>> {
    const writing = writerOf(session, member);
    if (!writing.ok) return writing;
    const { writer, roster } = writing.value;
    const parts = partsOf(session, member);
    const id = auditRecord(session.sealer, session.team, member, parts.length);
    const facts: TeamAuditFacts = { entries, before: parts.at(-1)?.read.digest ?? '' };
    const text = await composeRecord(session.sealer, writer, {
      id,
      kind: 'audit',
      epoch: roster.epoch.number,
      after: [],
      facts: { plain: secretJson(facts), recipients: auditRecipients(roster) },
    });
    return send(session, { id, text, expected: 0 });
  }

  return {
    overhear({ token, at, act, label, actor, outcome }) {
      const kept = token === undefined ? undefined : catalog.get(token);
      const team = kept === undefined ? undefined : teamOf(kept);
      if (team === undefined || token === undefined) return;
      const entries = heard.get(team) ?? [];
      entries.push({ at, act, token, label, actor: actor.slice(0, 200), outcome });
      heard.set(team, entries.slice(-MOST_AUDIT_ENTRIES));
    },

    async bring(session, member) {
      const entries = heard.get(session.team) ?? [];
      if (entries.length === 0 || session.roster === undefined) return done;
      const brought = await bringPart(session, member, entries);
      if (!brought.ok) return brought;
      heard.set(session.team, (heard.get(session.team) ?? []).slice(entries.length));
      return done;
    },

    async read(session) {
      const { roster, keys } = session;
      if (roster === undefined) return failed({ code: 'team-asking' });
      const self = [...roster.members.values()].find(({ sign }) => sign === keys.signing.publicKey);
      if (!isIn(self) || self.role !== 'manager') return failed({ code: 'team-role', need: 'manager' });
      const told: TeamAuditEntry[] = [];
      for (const { id, name } of roster.members.values()) told.push(...(await readChain(session, id, name)));
      return succeeded(told.sort((one, other) => other.at - one.at));
    },
  };
}

/** The parts of one member's chain that are here, in their order. */
function partsOf({ sealer, team, records }: Session, member: MemberId): readonly Held[] {
  const parts: Held[] = [];
  for (let part = 0; ; part += 1) {
    const held = records.get(auditRecord(sealer, team, member, part));
    if (held === undefined) return parts;
    parts.push(held);
  }
}

async function readChain(session: Session, member: MemberId, who: string): Promise<readonly TeamAuditEntry[]> {
  const told: TeamAuditEntry[] = [];
  let before = '';
  for (const { read } of partsOf(session, member)) {
    const plain = await session.sealer.open(read.envelope.facts, [session.keys.sealing.identity]);
    const facts = auditFacts.safeParse(plain.ok ? plain.value.use(parseJson) : undefined);
    // Written before this manager was one, or by somebody else in that one's place.
    const follows = read.head.author === member && facts.data?.before === before;
    if (facts.success) told.push(...facts.data.entries.map((entry) => ({ ...entry, who, follows })));
    before = read.digest;
  }
  return told;
}
