import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { minutes } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { SharedFailure, SharedPlace, SharedValue, SharedValues } from '../domain/family-port.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { Membership } from '../domain/ports-sharing.ts';
import type { TeamLease, TeamStore } from '../domain/ports-team.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { factsWithValue, sharedOf, withShared } from '../domain/team-shared.ts';
import { agree, asShared } from './team-adopting.ts';
import { accept } from './team-judging.ts';
import { openValue } from './team-opening.ts';
import { membershipOf, type Session, type TeamNeeds } from './team-session.ts';
import { createLateStore } from './team-late-store.ts';
import { seatIn } from './team-seat.ts';
import type { Sessions } from './team-sessions.ts';
import type { Syncing } from './team-syncing.ts';
import { teamOf } from './team-tokens.ts';
import { recordOf, writeToken } from './team-writing.ts';

/** How long one machine may take over a renewal before another follows it. */
const LEASE = minutes(1);

type Needs = TeamNeeds & { readonly sessions: Sessions; readonly syncing: Syncing };

/** What a renewal asks of the team: the newest value from the store itself, and a place for the next. */
export function createSharedValues(needs: Needs): SharedValues {
  const { sessions, syncing, clock, digester, teams } = needs;
  const stores = new Map<TeamId, TeamStore>();

  /** The team with its store, opened where that was not done yet. */
  async function reach(team: TeamId): Promise<Result<Reached, SharedFailure>> {
    const session = await sessions.of(team);
    if (!session.ok) return sharedFailure(session.failure);
    const opened = await syncing.open(session.value);
    if (!opened.ok) return sharedFailure(opened.failure);
    const { store } = session.value;
    return store === undefined
      ? failed({ code: 'team-unreachable', reason: 'closed' })
      : succeeded({ session: session.value, store });
  }

  /** The same one for a team as long as this process runs, whether its session is open or not. */
  function storeOf(team: TeamId): TeamStore {
    const known =
      stores.get(team) ??
      createLateStore(
        () => reach(team),
        (session) => seatIn(teams, session),
      );
    stores.set(team, known);
    return known;
  }

  function placeIn(team: TeamId, token: Token): SharedPlace {
    return {
      store: storeOf(team),
      record: recordOf(token.id),
      seat: { ...teams.seat(team), label: '' },
      leaseLength: LEASE,
      async machine(label) {
        const session = sessions.known(team);
        return (session === undefined ? undefined : await machineIn(session, label)) ?? '?';
      },
      async read() {
        const reached = await reach(team);
        return reached.ok ? read(reached.value, token) : reached;
      },
      async write(newest, credential, after, lease) {
        const reached = await reach(team);
        const membership = membershipOf(needs, team);
        if (!reached.ok || membership === undefined) return reached.ok ? refused('unknown-author') : reached;
        return write(reached.value.session, membership, newest, { credential, after, lease });
      },
    };
  }

  async function read(
    { session, store }: Reached,
    token: Token,
  ): Promise<Result<SharedValue | undefined, SharedFailure>> {
    const first = await readNow(session, store, token);
    if (first.ok || first.failure.code !== 'team-refused') return first;
    // Its author may have come since the roster was last seen.
    const synced = await sessions.inTurn(session.team, (open) => syncing.sync(open));
    return synced.ok ? readNow(session, store, token) : first;
  }

  async function readNow(
    session: Session,
    store: TeamStore,
    token: Token,
  ): Promise<Result<SharedValue | undefined, SharedFailure>> {
    const found = await store.read([recordOf(token.id)]);
    if (!found.ok) return found;
    const [stored] = found.value;
    if (stored === undefined) return succeeded(undefined);
    const accepted = await accept(session, stored);
    if (!accepted.ok) return refused('file-unwritable');
    const tamper = session.refused.get(stored.id);
    if (tamper !== undefined) return refused(tamper);
    const facts = accepted.value?.held.facts;
    const credential = await openValue(session, accepted.value?.held.read.envelope.value);
    if (facts === undefined || credential === undefined || facts.ended === true) return succeeded(undefined);
    const agreed = session.agreed.get(stored.id);
    const change = (newest: Token): Token => ({
      ...withShared(newest, facts, true),
      label: agreed?.alias ?? facts.token.label,
    });
    return succeeded({ version: stored.version, credential, change });
  }

  async function write(
    session: Session,
    { member }: Membership,
    token: Token,
    {
      credential,
      after,
      lease,
    }: { readonly credential: Credential; readonly after: number; readonly lease: TeamLease },
  ): Promise<Result<void, SharedFailure>> {
    const id = recordOf(token.id);
    const held = session.records.get(id);
    const { roster } = session;
    if (held?.facts === undefined || roster === undefined) return refused('unknown-author');
    const shared = { ...held.facts, token: sharedOf(asShared(token, session.agreed.get(id), held.facts)) };
    const facts = factsWithValue(roster, shared, member, clock.now());
    const written = await writeToken(session, member, { id, facts, credential, expected: after, lease });
    if (!written.ok) return sharedFailure(written.failure);
    const digest = await digester.digest(credential.access);
    if (digest.ok) agree(session, written.value, { digest: digest.value, alias: session.agreed.get(id)?.alias });
    return done;
  }

  return {
    placeOf(token) {
      const team = teamOf(token);
      return team === undefined ? undefined : placeIn(team, token);
    },
  };
}

interface Reached {
  readonly session: Session;
  readonly store: TeamStore;
}

const refused = (why: string): Result<never, SharedFailure> => failed({ code: 'team-refused', why });

function sharedFailure(failure: Failure): Result<never, SharedFailure> {
  switch (failure.code) {
    case 'team-unreachable':
    case 'team-read-only':
    case 'team-store-refused':
    case 'team-stale':
    case 'team-fenced':
    case 'team-lease-held':
    case 'team-seat-taken':
      return failed(failure);
    default:
      return refused(failure.code);
  }
}

/** Undefined where it cannot be opened. */
async function machineIn({ sealer, rings }: Session, label: string): Promise<string | undefined> {
  const opened = await sealer.open(
    label,
    rings.map(({ facts }) => facts),
  );
  return opened.ok ? opened.value.use((text) => text) : undefined;
}
