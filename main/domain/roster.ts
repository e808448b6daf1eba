import type { TeamTamper } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { MemberId, TeamId } from '../../shared/team-ids.ts';
import { linkSchema, type RosterLink, type SignedLink } from '../../shared/team-roster.ts';
import type { Instant } from '../../shared/time.ts';
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
  n: number;
  readonly members: Map<MemberId, Member>;
  readonly invitations: Map<string, Invitation>;
  epoch: Epoch;
}

/** Goes through all links. One that does not follow, or was signed by somebody who had no right to, makes the whole roster void. */
export function rosterOf(team: TeamId, links: readonly SignedLink[], checks: RosterChecks): Result<Roster, TeamTamper> {
  const building: Building = {
    team,
    name: '',
    root: '',
    head: '',
    n: 0,
    members: new Map(),
    invitations: new Map(),
    epoch: { number: 0, facts: '', values: '' },
  };
  for (const signed of links) {
    const refusal = follow(building, signed, checks);
    if (refusal !== undefined) return failed(refusal);
  }
  const { n: _n, ...rest } = building;
  return building.epoch.number === 0 ? failed('roster-broken') : succeeded({ ...rest, links });
}

/** With more links. */
export const extended = (roster: Roster, links: readonly SignedLink[], checks: RosterChecks) =>
  rosterOf(roster.team, [...roster.links, ...links], checks);

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
  const change = (id: MemberId, changed: Partial<Member>): void => {
    const member = members.get(id);
    if (member !== undefined) members.set(id, { ...member, ...changed });
  };
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
      return change(act.member, { role: act.role });
    case 'remove':
      return change(act.member, { leftAt: at, heir: act.heir });
    case 'key':
      return change(link.by, { sign: act.sign, recipient: act.recipient });
    case 'epoch':
      building.epoch = { number: act.epoch, facts: act.facts, values: act.values };
  }
}

function admit(
  { members, invitations }: Building,
  act: Extract<RosterLink['act'], { kind: 'add' }>,
  at: Instant,
): void {
  members.set(act.member.id, { ...act.member, role: act.role, joinedAt: at });
  const replaced = invitations.get(act.invitation)?.replaces;
  const old = replaced === undefined ? undefined : members.get(replaced);
  if (old !== undefined) members.set(old.id, { ...old, leftAt: at, heir: act.member.id });
  settle(invitations, act.invitation, 'used');
}

function settle(invitations: Map<string, Invitation>, id: string, state: Invitation['state']): void {
  const invitation = invitations.get(id);
  if (invitation !== undefined) invitations.set(id, { ...invitation, state });
}
