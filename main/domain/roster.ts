import type { TeamTamper } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { memberId, type MemberId, type TeamId } from '../../shared/team-ids.ts';
import { linkSchema, type RosterLink, type SignedLink } from '../../shared/team-roster.ts';
import { instant, type Instant } from '../../shared/time.ts';
import { parseJson } from './json.ts';
import type { Epoch, Invitation, Member, Roster } from './member.ts';
import type { Sealer } from './ports-team.ts';
import { refusalOf } from './roster-rules.ts';

export type RosterChecks = Pick<Sealer, 'verify' | 'digest'>;

interface Building {
  readonly team: TeamId;
  name: string;
  root: string;
  head: string;
  lastBy: MemberId;
  lastAt: Instant;
  n: number;
  readonly members: Map<MemberId, Member>;
  readonly invitations: Map<string, Invitation>;
  epoch: Epoch;
  needsEpoch: boolean;
}

/** Goes through all links. One that does not follow, or was signed by somebody who had no right to, makes the whole roster void. */
export function rosterOf(team: TeamId, links: readonly SignedLink[], checks: RosterChecks): Result<Roster, TeamTamper> {
  const building: Building = {
    team,
    name: '',
    root: '',
    head: '',
    lastBy: memberId(''),
    lastAt: instant(0),
    n: 0,
    members: new Map(),
    invitations: new Map(),
    epoch: { number: 0, facts: '', values: '' },
    needsEpoch: false,
  };
  for (const signed of links) {
    const refusal = follow(building, signed, checks);
    if (refusal !== undefined) return failed(refusal);
  }
  const { n: _n, ...rest } = building;
  return building.epoch.number === 0 ? failed('roster-broken') : succeeded({ ...rest, links });
}

function follow(building: Building, signed: SignedLink, checks: RosterChecks): TeamTamper | undefined {
  const read = linkSchema.safeParse(parseJson(signed.text));
  if (!read.success) return 'roster-broken';
  const link = read.data;
  if (link.team !== building.team) return 'other-team';
  if (link.n !== building.n + 1 || link.prev !== building.head) return 'roster-broken';
  const refusal = refusalOf(building, link);
  if (refusal !== undefined) return refusal;
  if (!checks.verify(signed.text, signed.signature, signerOf(building, link))) return 'forged';
  apply(building, link);
  building.head = checks.digest(signed.text);
  building.lastBy = link.by;
  building.lastAt = link.at;
  building.n = link.n;
  if (link.n === 1) building.root = building.head;
  return undefined;
}

/** Empty where there is none, which verifies nothing. */
const signerOf = ({ members }: Building, { act, by }: RosterLink): string =>
  (act.kind === 'create' ? act.member.sign : members.get(by)?.sign) ?? '';

function apply(building: Building, link: RosterLink): void {
  const { members, invitations } = building;
  const { act, at } = link;
  switch (act.kind) {
    case 'create':
      building.name = act.name;
      members.set(act.member.id, { ...act.member, role: 'manager', joinedAt: at });
      return;
    case 'invite': {
      const { kind: _kind, invitation: id, ...said } = act;
      invitations.set(id, { ...said, id, at, by: link.by, state: 'open' });
      return;
    }
    case 'add':
      admit(building, act, at);
      return;
    case 'recovery':
      members.set(act.member.id, { ...act.member, role: 'manager', joinedAt: at, isRecovery: true });
      return;
    case 'withdraw':
      settle(invitations, act.invitation, 'withdrawn');
      return;
    case 'role':
      return changeRole(building, act, at);
    case 'remove':
      return leave(building, act.member, at, act.heir);
    case 'key':
      return changeKeys(members, link.by, act);
    case 'epoch':
      building.epoch = { number: act.epoch, facts: act.facts, values: act.values };
      building.needsEpoch = false;
  }
}

function leave(building: Building, id: MemberId, at: Instant, heir: MemberId | undefined): void {
  const member = building.members.get(id);
  if (member === undefined) return;
  const valuesUntil = member.role === 'reader' ? member.valuesUntil : at;
  building.members.set(id, { ...member, leftAt: at, heir, valuesUntil });
  building.needsEpoch = true;
}

function changeRole(
  building: Building,
  { member: id, role }: Extract<RosterLink['act'], { kind: 'role' }>,
  at: Instant,
): void {
  const member = building.members.get(id);
  if (member === undefined) return;
  const isLess = role === 'reader' && member.role !== 'reader';
  const valuesUntil = isLess ? at : role === 'reader' ? member.valuesUntil : undefined;
  building.members.set(id, { ...member, role, valuesUntil });
  // The key of the values is known to whoever had it.
  if (isLess) building.needsEpoch = true;
}

function changeKeys(
  members: Map<MemberId, Member>,
  id: MemberId,
  { sign, recipient }: Pick<Member, 'sign' | 'recipient'>,
): void {
  const member = members.get(id);
  if (member === undefined) return;
  members.set(id, { ...member, sign, recipient, earlier: [...(member.earlier ?? []), member.sign] });
}

function admit(building: Building, act: Extract<RosterLink['act'], { kind: 'add' }>, at: Instant): void {
  const { members, invitations } = building;
  members.set(act.member.id, { ...act.member, role: act.role, joinedAt: at });
  const replaced = invitations.get(act.invitation)?.replaces;
  if (replaced !== undefined) leave(building, replaced, at, act.member.id);
  settle(invitations, act.invitation, 'used');
}

function settle(invitations: Map<string, Invitation>, id: string, state: Invitation['state']): void {
  const invitation = invitations.get(id);
  if (invitation !== undefined) invitations.set(id, { ...invitation, state });
}
