import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenFacts } from '../../shared/team-facts.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import { teamId } from '../../shared/team-ids.ts';
import type { Token } from '../../shared/token.ts';
import type { Member, Roster } from '../domain/member.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { leftBehind } from '../domain/team-recipients.ts';
import { factsSeen, factsWithValue, sharedOf } from '../domain/team-shared.ts';
import { adopt, agree } from './team-adopting.ts';
import { named } from './naming.ts';
import { memberNamed } from './team-members.ts';
import type { Held, Session, TeamNeeds } from './team-session.ts';
import { overtaken, type Sessions } from './team-sessions.ts';
import type { Syncing } from './team-syncing.ts';
import { recordOf, writeToken } from './team-writing.ts';

/** Who may have it: `all`, or names of members besides the managers. */
export type Access = 'all' | readonly string[];

export interface Changing {
  readonly access?: Access | undefined;
  /** Whoever looks after it; empty where nobody is to. */
  readonly keeper?: string | undefined;
  readonly deputy?: string | undefined;
}

type Needs = TeamNeeds & { readonly sessions: Sessions; readonly syncing: Syncing };

export const teamOf = ({ vault }: Token) => (vault === 'personal' ? undefined : teamId(vault.slice('team:'.length)));

/** What members do with tokens of the team. */
export function createTeamTokens(needs: Needs) {
  const { catalog, secrets, sessions, syncing, clock, digester } = needs;

  async function shareNow(
    session: Session,
    self: Member,
    token: Token,
    credential: Credential,
    access: Access,
  ): Promise<Result<void, Failure>> {
    const { roster } = session;
    if (roster === undefined) return failed({ code: 'team-asking' });
    const may = accessOf(roster, access);
    if (!may.ok) return may;
    const shared = { token: sharedOf(token), access: may.value, keeper: self.id };
    const facts = factsWithValue(roster, shared, self.id, clock.now());
    const written = await writeToken(session, self.id, { id: recordOf(token.id), facts, credential });
    if (!written.ok) return written;
    const changed = await catalog.change(token.id, (newest) => ({ ...newest, vault: `team:${session.team}` }));
    if (!changed.ok) return changed;
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    agree(session, written.value, { digest: digest.value });
    return changed;
  }

  /** One change of what the team says of a token, made of its record as it is at that moment. */
  async function change(
    name: string,
    make: (facts: TokenFacts, roster: Roster, self: Member) => Result<TokenFacts, Failure>,
  ): Promise<Result<void, Failure>> {
    const found = named(catalog, name);
    if (!found.ok) return found;
    const { id, label } = found.value;
    const team = teamOf(found.value);
    if (team === undefined) return failed({ code: 'team-not-shared', name: label });
    return sessions.inTurn(team, (session, { member }) =>
      overtaken(syncing, session, async () => {
        const { roster } = session;
        const self = roster?.members.get(member);
        const held = session.records.get(recordOf(id));
        if (roster === undefined || self === undefined || held?.facts === undefined)
          return failed({ code: 'team-not-shared', name: label });
        const made = make(held.facts, roster, self);
        return made.ok ? write(session, member, held, made.value) : made;
      }),
    );
  }

  /** Perhaps for others than before, so sealed anew. */
  async function write(
    session: Session,
    member: MemberId,
    { read }: Held,
    facts: TokenFacts,
  ): Promise<Result<void, Failure>> {
    const written = await writeToken(session, member, {
      id: read.head.record,
      facts,
      expected: read.head.n,
      anew: true,
    });
    return written.ok ? adopt(needs, session, { ...written.value, facts }) : written;
  }

  return {
    /** The token becomes the team's, with its value. It keeps its id, its journal and what is known of it. */
    async share(name: string, team: string | undefined, access: Access): Promise<Result<void, Failure>> {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      if (teamOf(token) !== undefined) return failed({ code: 'team-shared-already', name: token.label });
      const membership = sessions.find(team);
      if (!membership.ok) return membership;
      const kept = await secrets.get(token.id);
      if (!kept.ok) return kept;
      const credential = kept.value?.credential;
      if (credential === undefined) return failed({ code: 'value-missing', name: token.label });
      return sessions.inTurn(membership.value.team, (session, { member }) =>
        overtaken(syncing, session, async () => {
          const self = session.roster?.members.get(member);
          if (self === undefined) return failed({ code: 'team-asking' });
          if (self.role === 'reader') return failed({ code: 'team-role', need: 'user' });
          return shareNow(session, self, token, credential, access);
        }),
      );
    },

    /** It goes from every member's vault, and stays in this one. Whoever had it may have kept its value. */
    async unshare(name: string): Promise<Result<void, Failure>> {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const kept = await secrets.get(token.id);
      if (!kept.ok) return kept;
      const ended = await change(token.id, (facts, _roster, self) =>
        self.role === 'manager' || facts.keeper === self.id
          ? succeeded({ ...facts, ended: true, writtenAt: clock.now() })
          : failed({ code: 'team-role', need: 'manager' }),
      );
      if (!ended.ok || kept.value === undefined) return ended;
      const put = await secrets.put(token.id, kept.value.credential);
      if (!put.ok) return put;
      return catalog.put({ ...token, vault: 'personal' });
    },

    change: (name: string, { access, keeper, deputy }: Changing) =>
      change(name, (facts, roster, self) => {
        if (self.role !== 'manager' && facts.keeper !== self.id && facts.deputy !== self.id)
          return failed({ code: 'team-role', need: 'manager' });
        const may = access === undefined ? succeeded(facts.access) : accessOf(roster, access);
        if (!may.ok) return may;
        const [keepers, deputies] = [personOf(roster, keeper, facts.keeper), personOf(roster, deputy, facts.deputy)];
        if (!keepers.ok) return keepers;
        if (!deputies.ok) return deputies;
        const next: TokenFacts = { ...facts, access: may.value, keeper: keepers.value, deputy: deputies.value };
        return succeeded(factsSeen(roster, next, clock.now()));
      }),

    /** Tokens whose value somebody has seen who may not have it any more. */
    async rotateNow(team: string | undefined): Promise<Result<readonly Token[], Failure>> {
      const membership = sessions.find(team);
      if (!membership.ok) return membership;
      const session = await sessions.of(membership.value.team);
      if (!session.ok) return session;
      const { roster, records } = session.value;
      const isDue = ({ id, vault }: Token): boolean => {
        const facts = records.get(recordOf(id))?.facts;
        return (
          vault !== 'personal' && roster !== undefined && facts !== undefined && leftBehind(roster, facts).length > 0
        );
      };
      return succeeded(catalog.list().filter(isDue));
    },
  };
}

export type TeamTokens = ReturnType<typeof createTeamTokens>;

function accessOf(roster: Roster, access: Access): Result<TokenFacts['access'], Failure> {
  if (access === 'all') return succeeded('all');
  const ids: MemberId[] = [];
  for (const name of access) {
    const member = memberNamed(roster, name);
    if (!member.ok) return member;
    ids.push(member.value.id);
  }
  return succeeded(ids);
}

function personOf(
  roster: Roster,
  name: string | undefined,
  before: MemberId | undefined,
): Result<MemberId | undefined, Failure> {
  if (name === undefined) return succeeded(before);
  if (name === '') return succeeded(undefined);
  const member = memberNamed(roster, name);
  return member.ok ? succeeded(member.value.id) : member;
}
