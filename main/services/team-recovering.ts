import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { memberId, teamId, type MemberId, type TeamId } from '../../shared/team-ids.ts';
import { minutes, later } from '../../shared/time.ts';
import type { RosterAct } from '../../shared/team-roster.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { Sealer } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';
import { invitationOf } from './team-asking.ts';
import type { Founding, FoundingService } from './team-founding.ts';
import { makeKeys, type MemberKeys } from './team-keys.ts';
import { pull } from './team-pulling.ts';
import { amendRoster } from './team-rostering.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import type { Sessions } from './team-sessions.ts';
import type { Syncing } from './team-syncing.ts';

export interface Recovering extends Omit<Founding, 'name'> {
  /** What `recovery` told once. */
  readonly kit: Secret;
}

interface Kit {
  readonly team: TeamId;
  readonly root: string;
  readonly member: MemberId;
  readonly keys: MemberKeys;
}

const KIT =
  /^# team ([0-9a-f]{32})\n# root ([0-9a-f]{64})\n# member ([0-9a-f]{32})\n# public ([\w-]{43})\n# sign ([\w-]+)\n(AGE-SECRET-KEY-1[A-Z0-9]{58})$/m;

async function readKit(sealer: Sealer, kit: Secret): Promise<Kit | undefined> {
  const parts = kit.use((text) => KIT.exec(text.replaceAll('\r\n', '\n')));
  if (parts === null) return undefined;
  const [, team = '', root = '', member = '', publicKey = '', sign = '', identity = ''] = parts;
  const key = new Secret(identity);
  const recipient = await sealer.recipientOf(key);
  if (recipient === undefined) return undefined;
  const keys = { sealing: { identity: key, recipient }, signing: { key: new Secret(sign), publicKey } };
  return { team: teamId(team), root, member: memberId(member), keys };
}

type Needs = TeamNeeds & {
  readonly sessions: Sessions;
  readonly founding: FoundingService;
  readonly syncing: Syncing;
};

/** Gets in with keys that were written down: they invite and confirm this machine, as a manager would, and are used for nothing else. */
export function createRecovering(needs: Needs) {
  const { teams, clock, sessions, founding } = needs;

  return async ({ kit, person, place, password }: Recovering): Promise<Result<Membership, Failure>> => {
    const sealer = await teams.sealer();
    const read = await readKit(sealer, kit);
    if (read === undefined) return failed({ code: 'team-code-unreadable' });
    const { team, root, member, keys } = read;
    const known = teams.book.list().find((each) => each.team === team && each.state === 'in');
    if (known !== undefined) return failed({ code: 'team-joined-already', team: known.name });
    const prepared = await founding.reach(team, keys, { place, password }, false);
    if (!prepared.ok) return prepared;
    const session = prepared.value;
    const asKit: Membership = { team, root, member, place, name: '', state: 'in', agreed: {}, changes: [] };
    const pulled = await pull(session, asKit);
    if (!pulled.ok) return pulled;
    if (session.roster === undefined) return failed({ code: 'team-removed', team: team.slice(0, 8) });
    const own = await makeKeys(sealer);
    const self = founding.personOf(sealer, person, own);
    const put = await founding.keep(self.id, own, { password });
    if (!put.ok) return put;
    const admitted = await admit(session, member, self);
    if (!admitted.ok) return admitted;
    session.keys = own;
    session.cursor = undefined;
    const membership: Membership = { ...asKit, member: self.id, name: session.roster.name };
    const kept = await teams.book.put(membership);
    if (!kept.ok) return kept;
    sessions.keep(session);
    return succeeded(membership);
  };

  async function admit(
    session: Session,
    by: MemberId,
    member: ReturnType<FoundingService['personOf']>,
  ): Promise<Result<unknown, Failure>> {
    const { sealer } = session;
    const { identity, recipient } = await sealer.sealingKeys();
    const invitation = await invitationOf(sealer, identity);
    if (invitation === undefined) return failed({ code: 'team-code-unreadable' });
    const secret = await sealer.seal(identity, [recipient]);
    const until = later(clock.now(), minutes(5));
    const acts: readonly RosterAct[] = [
      { kind: 'invite', invitation: invitation.id, name: member.name, role: 'manager', until, secret },
      { kind: 'add', member, role: 'manager', invitation: invitation.id },
    ];
    return amendRoster(needs, session, { by, acts });
  }
}
