import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import type { Result } from '../../shared/result.ts';
import type { SharedFailure } from '../domain/family-port.ts';
import type { Seat, TeamStore } from '../domain/ports-team.ts';
import type { Session } from './team-session.ts';

type Reach = () => Promise<Result<{ readonly session: Session; readonly store: TeamStore }, SharedFailure>>;

/** A team's store that is opened with the first call. Its seats are told with the machine's name, sealed to the team. */
export function createLateStore(reach: Reach, seatIn: (session: Session) => Promise<Seat>): TeamStore {
  async function reached<T, F>(
    act: (store: TeamStore, session: Session) => Promise<Result<T, F>>,
  ): Promise<Result<T, F | TeamStoreFailure>> {
    const there = await reach();
    if (there.ok) return act(there.value.store, there.value.session);
    const { failure } = there;
    return { ok: false, failure: isStores(failure) ? failure : { code: 'team-unreachable', reason: failure.code } };
  }

  return {
    list: (since) => reached((store) => store.list(since)),
    read: (ids) => reached((store) => store.read(ids)),
    write: (write) => reached((store) => store.write(write)),
    take: (name, _seat, length) => reached(async (store, session) => store.take(name, await seatIn(session), length)),
    renew: (lease, length) => reached((store) => store.renew(lease, length)),
    release: (lease) => reached((store) => store.release(lease)),
    sit: (_seat, length) => reached(async (store, session) => store.sit(await seatIn(session), length)),
    watch: () => () => undefined,
    end: async () => undefined,
  };
}

const isStores = (failure: SharedFailure): failure is TeamStoreFailure =>
  failure.code === 'team-unreachable' || failure.code === 'team-read-only' || failure.code === 'team-store-refused';
