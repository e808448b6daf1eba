import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { recordId, type TeamId } from '../../shared/team-ids.ts';
import type { RecordWrite, TeamStore } from '../domain/ports-team.ts';
import type { PostgresLink } from './team-postgres-link.ts';

const CURSOR = /^([\da-f-]{36})\.(\d+)$/;

/** Where changes to a team's records are told. */
export const channelOf = (schema: string, team: TeamId): string => `${schema}_${team}`;

/**
 * Records by compare-and-set, each write one statement. What changed is found by the transactions that wrote: those that were still at work at the last
 * look are looked for again, so that one which was begun early and ended late is not left out.
 */
export function postgresRecords(link: PostgresLink, team: TeamId): Pick<TeamStore, 'list' | 'read' | 'write'> {
  const { schema } = link;
  const list = listText(schema);
  const write = writeText(schema);

  /** What is there now, for whoever came too late. */
  async function versionNow(id: string): Promise<Result<number, TeamStoreFailure>> {
    const asked = await link.query(`select version from ${schema}.records where team = $1 and id = $2`, [team, id]);
    return asked.ok ? succeeded(Number(asked.value[0]?.['version'] ?? 0)) : asked;
  }

  async function refused(
    { id, lease }: RecordWrite,
    isHeld: boolean,
  ): Promise<Result<never, TeamStoreFailure | TeamRaceFailure>> {
    if (lease !== undefined && !isHeld) return failed({ code: 'team-fenced' });
    const version = await versionNow(id);
    return version.ok ? failed({ code: 'team-stale', version: version.value }) : version;
  }

  return {
    async list(since) {
      const [, era = null, change = '0'] = CURSOR.exec(since ?? '') ?? [];
      const asked = await link.query(list, [team, era, change]);
      if (!asked.ok) return asked;
      const [first] = asked.value;
      const changed = asked.value
        .filter((row) => row['id'] !== null)
        .map((row) => ({ id: recordId(String(row['id'])), version: Number(row['version']) }));
      return succeeded({ changed, cursor: `${first?.['era']}.${first?.['horizon']}` });
    },

    async read(ids) {
      const asked = await link.query(
        `select id, version, sealed from ${schema}.records where team = $1 and id = any($2)`,
        [team, [...ids]],
      );
      if (!asked.ok) return asked;
      return succeeded(
        asked.value.map((row) => ({
          id: recordId(String(row['id'])),
          version: Number(row['version']),
          sealed: row['sealed'] as Uint8Array,
          rivals: [],
        })),
      );
    },

    async write(wanted) {
      const { id, expected, sealed, lease } = wanted;
      const held = lease === undefined ? [null, null, null] : [lease.name, lease.instance, lease.fence];
      const asked = await link.query(write, [
        team,
        id,
        expected,
        Buffer.from(sealed),
        ...held,
        channelOf(schema, team),
      ]);
      if (!asked.ok) return asked;
      const [row] = asked.value;
      return row?.['written'] === true ? done : refused(wanted, row?.['held'] === true);
    },
  };
}

/** A cursor of another era, or from a future that is not to come, means all there is. */
const listText = (schema: string): string => `
  with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as at, era::text from ${schema}.meta),
  since as (
    select case when era = $2 and $3::xid8 <= at then $3::xid8 else '0'::xid8 end as at from horizon
  )
  select r.id, r.version, h.era, h.at::text as horizon
  from horizon h cross join since s left join ${schema}.records r on r.team = $1 and r.change >= s.at`;

/** The lease's row is locked first, so that nobody takes it over between being looked at and the write. */
const writeText = (schema: string): string => `
  with held as materialized (
    select from ${schema}.leases
    where team = $1 and name = $5::text and instance = $6::text and fence = $7::bigint and until > clock_timestamp() for update
  ), allowed as materialized (
    select where $5::text is null or exists (select from held)
  ), made as (
    insert into ${schema}.records (team, id, version, sealed, change)
    select $1::text, $2::text, 1, $4::bytea, pg_current_xact_id() from allowed where $3::bigint = 0
    on conflict do nothing returning 1
  ), changed as (
    update ${schema}.records set version = version + 1, sealed = $4, change = pg_current_xact_id()
    where team = $1 and id = $2 and version = $3 and $3 > 0 and exists (select from allowed) returning 1
  ), written as (
    select from made union all select from changed
  ), settled as (
    update ${schema}.leases set doubts = '[]'
    where team = $1 and name = $5 and doubts <> '[]' and exists (select from written)
  ), told as (
    select pg_notify($8::text, $2::text) from written
  )
  select exists (select from written) as written, exists (select from held) as held, (select count(*) from told) as told`;
