import { createLifetime } from '../../shared/lifetime.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import type { Log } from '../domain/ports.ts';
import type { TeamStore } from '../domain/ports-team.ts';
import { postgresLeases } from './team-postgres-leases.ts';
import { openPostgresLink, type PostgresAccess } from './team-postgres-link.ts';
import { channelOf, postgresRecords } from './team-postgres-records.ts';
import { migrate, settleEra } from './team-postgres-schema.ts';
import { watchPostgres } from './team-postgres-watch.ts';

interface Needs extends PostgresAccess {
  readonly team: TeamId;
  readonly log: Log;
}

/** A team's store in PostgreSQL, 13 or newer. Nothing is connected before the first call. */
export function openPostgresStore({ team, log, ...access }: Needs): TeamStore {
  const { schema } = access.place;
  const link = openPostgresLink(access, {
    log,
    async prepare(client) {
      await migrate(client, schema);
      await settleEra(client, schema);
    },
  });
  const lifetime = createLifetime();
  lifetime.own(link.end);
  return {
    ...postgresRecords(link, team),
    ...postgresLeases(link, team),
    watch(onChange) {
      const end = watchPostgres(link, channelOf(schema, team), onChange);
      lifetime.own(end);
      return end;
    },
    end: lifetime.end,
  };
}
