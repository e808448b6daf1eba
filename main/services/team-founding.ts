import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { teamId, type MemberId, type TeamId } from '../../shared/team-ids.ts';
import type { TeamPlace } from '../../shared/team-view.ts';
import { readCode } from '../domain/invitation-code.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { Sealer } from '../domain/ports-team.ts';
import type { Secret } from '../domain/secret.ts';
import { drawnId, drawnMember, joinRecord, rosterRecord } from '../domain/team-names.ts';
import { composeRecord, secretJson } from './team-composing.ts';
import { makeKeys, passwordId, putKeys, type MemberKeys } from './team-keys.ts';
import { blankSession } from './team-loading.ts';
import { invitationOf, joinPhrase, proofOf } from './team-asking.ts';
import { amendRoster } from './team-rostering.ts';
import type { Session, TeamNeeds } from './team-session.ts';
import type { Sessions } from './team-sessions.ts';

export interface Founding {
  readonly name: string;
  readonly person: string;
  readonly place: TeamPlace;
  readonly password?: Secret | undefined;
}

export interface Joining extends Omit<Founding, 'name'> {
  readonly code: Secret;
}

/** How somebody comes to be in a team: by making it, or by asking to be let in. */
export function createFounding(needs: TeamNeeds & { readonly sessions: Sessions }) {
  const { teams, random, secrets, clock, sessions } = needs;

  /** Before anything names them: keys that nobody has could let nobody in. */
  async function keep(
    member: MemberId,
    keys: MemberKeys,
    { password }: Pick<Founding, 'password'>,
  ): Promise<Result<unknown, Failure>> {
    const kept =
      password === undefined ? done : await secrets.put(passwordId(member), { access: password, fields: {} });
    return kept.ok ? putKeys(secrets, member, keys) : kept;
  }

  async function reach(
    team: TeamId,
    keys: MemberKeys,
    { place, password }: Pick<Founding, 'place' | 'password'>,
    make: boolean,
  ): Promise<Result<Session, Failure>> {
    const session = await blankSession(needs, team, keys);
    const store = await teams.store(team, place, password, make);
    if (!store.ok) return store;
    session.store = store.value;
    return succeeded(session);
  }

  function personOf(sealer: Sealer, person: string, keys: MemberKeys) {
    const id = drawnMember(sealer, random.id());
    const { sealing, signing } = keys;
    return { id, name: person, device: teams.machine(), sign: signing.publicKey, recipient: sealing.recipient };
  }

  const begun = { agreed: {}, changes: [] };

  return {
    keep,
    reach,
    personOf,

    async create({ name, person, ...where }: Founding): Promise<Result<Membership, Failure>> {
      if (teams.book.list().some((each) => each.name === name && each.state !== 'out'))
        return failed({ code: 'team-name-taken', name });
      const sealer = await teams.sealer();
      const team = teamId(drawnId(sealer, random.id()));
      const keys = await makeKeys(sealer);
      const member = personOf(sealer, person, keys);
      const kept = await keep(member.id, keys, where);
      if (!kept.ok) return kept;
      const prepared = await reach(team, keys, where, true);
      if (!prepared.ok) return prepared;
      const made = await amendRoster(needs, prepared.value, {
        by: member.id,
        acts: [{ kind: 'create', name, member }],
      });
      if (!made.ok) return made;
      const { root } = made.value;
      const membership: Membership = {
        ...begun,
        team,
        name,
        place: where.place,
        member: member.id,
        root,
        state: 'in',
        syncedAt: clock.now(),
      };
      const put = await teams.book.put(membership);
      if (!put.ok) return put;
      sessions.keep(prepared.value);
      return succeeded(membership);
    },

    /** Leaves a request that only the invitation's secret could have made. */
    async join({ code, person, ...where }: Joining): Promise<Result<Membership, Failure>> {
      const read = readCode(code);
      const sealer = await teams.sealer();
      const invitation = read === undefined ? undefined : await invitationOf(sealer, read.secret);
      if (read === undefined || invitation === undefined) return failed({ code: 'team-code-unreadable' });
      const { team, root, secret } = read;
      const known = teams.book.list().find((each) => each.team === team && each.state !== 'out');
      if (known !== undefined) return failed({ code: 'team-joined-already', team: known.name });
      const keys = await makeKeys(sealer);
      const member = personOf(sealer, person, keys);
      const kept = await keep(member.id, keys, where);
      if (!kept.ok) return kept;
      const prepared = await reach(team, keys, where, false);
      if (!prepared.ok) return prepared;
      const session = prepared.value;
      const asked = await ask(session, { member, secret, ...invitation });
      if (!asked.ok) return asked;
      const phrase = joinPhrase(sealer, root, member, secret);
      const membership: Membership = {
        ...begun,
        team,
        name: team.slice(0, 8),
        place: where.place,
        member: member.id,
        root,
        state: 'asking',
        invitation: invitation.id,
        phrase,
      };
      const put = await teams.book.put(membership);
      if (!put.ok) return put;
      sessions.keep(session);
      return succeeded(membership);
    },
  };

  async function ask(
    session: Session,
    {
      member,
      secret,
      id,
      recipient,
    }: {
      readonly member: ReturnType<typeof personOf>;
      readonly secret: Secret;
      readonly id: string;
      readonly recipient: string;
    },
  ): Promise<Result<void, Failure>> {
    const { sealer, team, store, keys } = session;
    const statement = JSON.stringify({ invitation: id, member, at: clock.now() });
    const record = joinRecord(sealer, team, id);
    const text = await composeRecord(
      sealer,
      { team, member: member.id, sign: keys.signing.key },
      {
        id: record,
        kind: 'join',
        epoch: 0,
        after: [],
        facts: { plain: secretJson({ statement, proof: proofOf(sealer, statement, secret) }), recipients: [recipient] },
      },
    );
    if (store === undefined) return failed({ code: 'team-unreachable', reason: 'closed' });
    const there = await store.read([rosterRecord(sealer, team)]);
    if (!there.ok) return there;
    // Without a roster it is another place than the one that was meant.
    if (there.value.length === 0) return failed({ code: 'team-store-refused', reason: 'no-team' });
    const written = await store.write({ id: record, expected: 0, sealed: sealer.bytesOf(text) });
    if (written.ok) return written;
    return written.failure.code === 'team-stale' ? failed({ code: 'team-refused', why: 'invitation-used' }) : written;
  }
}

export type FoundingService = ReturnType<typeof createFounding>;
