import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import type { Role, RosterAct } from '../../shared/team-roster.ts';
import { later, type Duration } from '../../shared/time.ts';
import { spellCode } from '../domain/invitation-code.ts';
import { isIn, managersIn, membersIn, type Invitation, type Member, type Roster } from '../domain/member.ts';
import { Secret } from '../domain/secret.ts';
import { drawnMember } from '../domain/team-names.ts';
import { isSamePhrase } from '../domain/team-phrase.ts';
import { dropAll } from './team-adopting.ts';
import { invitationOf } from './team-asking.ts';
import { makeKeys, putNextKeys } from './team-keys.ts';
import { amendRoster } from './team-rostering.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import { overtaken, type Sessions } from './team-sessions.ts';
import type { Syncing } from './team-syncing.ts';

export interface Inviting {
  readonly name: string;
  readonly role: Role;
  readonly for: Duration;
  /** Who is replaced: a lost device, or keys that are given up. */
  readonly replaces?: string | undefined;
}

type Needs = TeamNeeds & { readonly sessions: Sessions; readonly syncing: Syncing };

/** What managers do to the roster. Each is tried again on what somebody else did at the same moment. */
export function createTeamMembers(needs: Needs) {
  const { sessions, syncing, clock, random, secrets } = needs;

  /** One amendment, made of the roster as it is at that moment. */
  function amend<T>(
    name: string | undefined,
    make: (
      roster: Roster,
      self: Member,
      session: Session,
    ) => Promise<Result<{ readonly acts: readonly RosterAct[]; readonly answer: T }, Failure>>,
    isOwn = false,
  ): Promise<Result<T, Failure>> {
    const found = sessions.find(name);
    if (!found.ok) return Promise.resolve(found);
    return sessions.inTurn(found.value.team, (session, { member }) =>
      overtaken(syncing, session, async () => {
        const { roster } = session;
        const self = roster?.members.get(member);
        if (roster === undefined || !isIn(self)) return failed({ code: 'team-asking' });
        if (self.role !== 'manager' && !isOwn) return failed({ code: 'team-role', need: 'manager' });
        const made = await make(roster, self, session);
        if (!made.ok) return made;
        const { acts, answer } = made.value;
        const newEpoch = self.role === 'manager' && acts.some((act) => endsKeys(roster, act));
        const amended = await amendRoster(needs, session, { by: member, acts, newEpoch });
        // What follows from it, such as sealing everything anew, begins at once; what of it fails is gone on with later.
        if (amended.ok) await syncing.sync(session);
        return amended.ok ? succeeded(answer) : amended;
      }),
    );
  }

  return {
    /** The code is told once, to whoever invites; the store never has it. */
    invite: (team: string | undefined, { name, role, for: length, replaces }: Inviting) =>
      amend<Secret>(team, async (roster, _self, { sealer }) => {
        const replaced = replaces === undefined ? succeeded(undefined) : memberNamed(roster, replaces);
        if (!replaced.ok) return replaced;
        const { identity: secret } = await sealer.sealingKeys();
        const invitation = await invitationOf(sealer, secret);
        if (invitation === undefined) return failed({ code: 'team-code-unreadable' });
        const managers = managersIn(roster).map(({ recipient }) => recipient);
        const act: RosterAct = {
          kind: 'invite',
          invitation: invitation.id,
          name,
          role,
          until: later(clock.now(), length),
          secret: await sealer.seal(secret, managers),
          ...(replaced.value === undefined ? {} : { replaces: replaced.value.id }),
        };
        return succeeded({ acts: [act], answer: spellCode({ team: roster.team, root: roster.root, secret }) });
      }),

    withdraw: (team: string | undefined, name: string) =>
      amend<void>(team, async (roster) => {
        const invitation = invitationNamed(roster, name);
        return invitation.ok
          ? succeeded({ acts: [{ kind: 'withdraw', invitation: invitation.value.id }], answer: undefined })
          : invitation;
      }),

    /** `phrase` is what the other side sees. */
    confirm: (team: string | undefined, name: string, phrase: string) =>
      amend<string>(team, async (roster, _self, session) => {
        const invitation = invitationNamed(roster, name);
        if (!invitation.ok) return invitation;
        const { id, role } = invitation.value;
        const asked = session.asked.get(id);
        if (asked === undefined) return failed({ code: 'team-nobody-asked', name: invitation.value.name });
        if (!isSamePhrase(asked.phrase, phrase)) return failed({ code: 'team-phrase-differs' });
        const act: RosterAct = { kind: 'add', member: asked.member, role, invitation: id };
        return succeeded({ acts: [act], answer: asked.member.name });
      }),

    setRole: (team: string | undefined, name: string, role: Role) =>
      amend<void>(team, async (roster) => {
        const member = memberNamed(roster, name);
        if (!member.ok) return member;
        if (role !== 'manager' && isLastManager(roster, member.value)) return failed({ code: 'team-last-manager' });
        return succeeded({ acts: [{ kind: 'role', member: member.value.id, role }], answer: undefined });
      }),

    remove: (team: string | undefined, name: string, heir: string | undefined) =>
      amend<MemberId>(team, async (roster) => {
        const member = memberNamed(roster, name);
        if (!member.ok) return member;
        const next = heir === undefined ? succeeded(undefined) : memberNamed(roster, heir);
        if (!next.ok) return next;
        if (isLastManager(roster, member.value)) return failed({ code: 'team-last-manager' });
        const who = { member: member.value.id, ...(next.value === undefined ? {} : { heir: next.value.id }) };
        return succeeded({ acts: [{ kind: 'remove', ...who }], answer: member.value.id });
      }),

    /** Of one's own will; what was shared goes from here. */
    async leave(team: string | undefined): Promise<Result<void, Failure>> {
      const left = await amend<void>(
        team,
        async (roster, self) =>
          isLastManager(roster, self) && membersIn(roster).length > 1
            ? failed({ code: 'team-last-manager' })
            : succeeded({ acts: [{ kind: 'remove', member: self.id }], answer: undefined }),
        true,
      );
      const found = sessions.find(team);
      if (!left.ok || !found.ok) return left.ok ? done : left;
      const session = await sessions.of(found.value.team);
      const dropped = session.ok ? await dropAll(needs, session.value) : session;
      if (!dropped.ok) return dropped;
      return needs.teams.book.change(found.value.team, (each) => ({ ...each, state: 'out', agreed: {} }));
    },

    /** New keys for oneself, as after somebody may have seen the old ones. */
    newKeys: (team: string | undefined) =>
      amend<void>(
        team,
        async (_roster, self, session) => {
          const keys = session.nextKeys ?? (await makeKeys(session.sealer));
          // They are kept before the roster names them; whether it does is looked at when it is read.
          const kept = await putNextKeys(secrets, self.id, keys);
          if (!kept.ok) return kept;
          session.nextKeys = keys;
          const { sealing, signing } = keys;
          const act: RosterAct = { kind: 'key', sign: signing.publicKey, recipient: sealing.recipient };
          return succeeded({ acts: [act], answer: undefined });
        },
        true,
      ),

    /** Keys to get in again when no manager can. They are told once, to be written down and put away. */
    recovery: (team: string | undefined) =>
      amend<Secret>(team, async (roster, _self, { sealer }) => {
        const keys = await makeKeys(sealer);
        const { sealing, signing } = keys;
        const id = drawnMember(sealer, random.id());
        const member = { id, name: 'Recovery', device: 'paper', sign: signing.publicKey, recipient: sealing.recipient };
        const head = [
          `# Tokenkeep recovery of ${roster.name}`,
          `# team ${roster.team}`,
          `# root ${roster.root}`,
          `# member ${id}`,
        ];
        const kit = signing.key.use((sign) =>
          sealing.identity.use((identity) =>
            [...head, `# public ${signing.publicKey}`, `# sign ${sign}`, identity, ''].join('\n'),
          ),
        );
        return succeeded({ acts: [{ kind: 'recovery', member }], answer: new Secret(kit) });
      }),
  };
}

export type TeamMembers = ReturnType<typeof createTeamMembers>;

/** Somebody then has a key that is not for them any more. */
const endsKeys = (roster: Roster, act: RosterAct): boolean =>
  act.kind === 'remove' ||
  (act.kind === 'role' && act.role === 'reader') ||
  (act.kind === 'add' && roster.invitations.get(act.invitation)?.replaces !== undefined);

const isLastManager = (roster: Roster, { id }: Member): boolean =>
  managersIn(roster)
    .filter((manager) => manager.isRecovery !== true)
    .every((manager) => manager.id === id);

export function memberNamed(roster: Roster, name: string): Result<Member, Failure> {
  const all = membersIn(roster);
  const [first, ...more] = all.filter((each) => each.id === name || each.name === name);
  if (first !== undefined && more.length === 0) return succeeded(first);
  return failed({ code: 'team-member-unknown', name, known: all.map((each) => `${each.name} (${each.device})`) });
}

function invitationNamed(roster: Roster, name: string): Result<Invitation, Failure> {
  const open = [...roster.invitations.values()].filter(({ state }) => state === 'open');
  const found = open.filter((each) => each.id === name || each.name === name).at(-1);
  return found === undefined ? failed({ code: 'team-invitation-unknown', id: name }) : succeeded(found);
}
