import type pg from 'pg';

/** One more for each change that was ever made to it; none is edited once it was released. */
const MIGRATIONS: readonly ((schema: string) => string)[] = [
  (schema) => `
    create table ${schema}.records (
      team text not null,
      id text not null,
      version bigint not null,
      sealed bytea not null,
      -- The transaction that wrote it: what a reader may not have seen yet is what was at work when it last looked.
      change xid8 not null,
      primary key (team, id)
    ) with (fillfactor = 80);
    create index records_change on ${schema}.records (team, change);
    create table ${schema}.leases (
      team text not null,
      name text not null,
      fence bigint not null,
      seat text not null,
      -- Null where it was given back.
      instance text,
      label text not null,
      until timestamptz not null,
      doubts jsonb not null default '[]',
      primary key (team, name)
    ) with (fillfactor = 70);
    create table ${schema}.seats (
      team text not null,
      seat text not null,
      instance text not null,
      label text not null,
      until timestamptz not null,
      primary key (team, seat)
    ) with (fillfactor = 70);`,
];

/** Somebody newer was here; nothing is done to what is not known. Told as a feature that this program lacks. */
const NEWER = Object.assign(new Error('the schema is of a newer version'), { code: '0A000' });

/**
 * Makes the tables, or brings those of an earlier version up to date; two who come at once do it one after the other. Asks for no rights where there is
 * nothing to do. `schema` is written into the text as it is.
 */
export async function migrate(client: pg.ClientBase, schema: string): Promise<void> {
  if ((await versionOf(client, schema)) === MIGRATIONS.length) return;
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`tokenkeep ${schema}`]);
    const found = await versionOf(client, schema);
    await client.query(`create schema if not exists ${schema}`);
    await client.query(`create table if not exists ${schema}.meta (version int not null, era uuid not null)`);
    if (found === 0) await client.query(`insert into ${schema}.meta values (0, gen_random_uuid())`);
    for (const migration of MIGRATIONS.slice(found)) await client.query(migration(schema));
    await client.query(`update ${schema}.meta set version = $1`, [MIGRATIONS.length]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function versionOf(client: pg.ClientBase, schema: string): Promise<number> {
  // Looked for in the table of tables: what a lookup by name remembers may be older than a lock that was waited for.
  const there = await client.query(`select from pg_tables where schemaname = $1 and tablename = 'meta'`, [schema]);
  if (there.rowCount === 0) return 0;
  const { rows } = await client.query<{ version: number }>(`select version from ${schema}.meta`);
  const version = rows[0]?.version ?? 0;
  if (version > MIGRATIONS.length) throw NEWER;
  return version;
}

/**
 * A database that was put back from a dump counts its transactions from another beginning, so that what was noted by them says nothing any more:
 * all is noted anew, under a new era.
 */
export async function settleEra(client: pg.ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ ahead: boolean }>(
    `select exists (select from ${schema}.records where change > pg_snapshot_xmax(pg_current_snapshot())) and not pg_is_in_recovery() as ahead`,
  );
  if (rows[0]?.ahead !== true) return;
  await client.query(`with era as (update ${schema}.meta set era = gen_random_uuid() returning 1)
    update ${schema}.records set change = pg_current_xact_id() where exists (select from era)`);
}
