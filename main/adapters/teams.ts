import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { TeamPlace } from '../../shared/team-view.ts';
import type { Clock, Log } from '../domain/ports.ts';
import type { TeamBook, TeamPorts } from '../domain/ports-sharing.ts';
import type { Sealer, Seat, TeamStore } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';
import { machineMark } from './machine-mark.ts';
import { createSealedCopy } from './sealed-copy.ts';
import { openSeat } from './team-seat.ts';
import { trustedCertificates } from './trusted-certificates.ts';

interface Needs {
  /** The home. */
  readonly folder: string;
  readonly book: TeamBook;
  readonly clock: Clock;
  readonly log: Log;
}

/** Everything of teams by this machine's means. What a team needs is loaded where there is one: most homes have none. */
export function createTeams({ folder, book, clock, log }: Needs): TeamPorts {
  let sealing: Promise<Sealer> | undefined;
  let seat: Omit<Seat, 'label'> | undefined;

  async function folderStore(path: string, make: boolean): Promise<Result<TeamStore, TeamStoreFailure>> {
    const { makeTeamFolder, openTeamFolder } = await import('./team-folder.ts');
    const made = make ? await makeTeamFolder(path) : succeeded(undefined);
    return made.ok ? succeeded(openTeamFolder({ folder: path, machine: machineMark(), clock })) : made;
  }

  async function postgresStore(
    team: TeamId,
    address: string,
    password: Secret | undefined,
  ): Promise<Result<TeamStore, TeamStoreFailure>> {
    const [{ openPostgresStore }, { postgresPlace }] = await Promise.all([
      import('./team-postgres.ts'),
      import('./team-postgres-place.ts'),
    ]);
    const place = postgresPlace(address);
    if (!place.ok) return failed({ code: 'team-store-refused', reason: 'address' });
    const authorities = trustedCertificates(process.env);
    const access = { place: place.value, password: password ?? new Secret(''), authorities };
    return succeeded(openPostgresStore({ team, ...access, log }));
  }

  return {
    book,
    sealer: () => (sealing ??= import('./seal.ts').then(({ createSealer }) => createSealer())),
    copyOf: (team) => createSealedCopy(join(folder, 'teams', team)),
    store: (team: TeamId, place: TeamPlace, password, make) =>
      place.kind === 'folder' ? folderStore(place.path, make) : postgresStore(team, place.url, password),
    // A seat tells a team nothing of the others that this home is in.
    seat(team) {
      seat ??= seatIn(folder);
      const id = createHash('sha256').update(`${seat.id}:${team}`).digest('hex').slice(0, 32);
      return { ...seat, id };
    },
    machine: () => hostname().slice(0, 100) || 'computer',
  };
}

/** Where it cannot be written down, this start is a stranger to the last: what that one held is waited for. */
function seatIn(folder: string): Omit<Seat, 'label'> {
  const opened = openSeat(folder);
  return opened.ok ? opened.value : { id: randomUUID(), instance: randomUUID(), follows: [] };
}
