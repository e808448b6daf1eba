import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import pg from 'pg';
import type { TeamStoreFailure } from '../../shared/failure-team.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Log } from '../domain/ports.ts';
import type { Secret } from '../domain/secret.ts';
import { createBackOff } from './back-off.ts';
import { storeFailure } from './team-postgres-failure.ts';
import type { PostgresPlace } from './team-postgres-place.ts';

export interface PostgresAccess {
  readonly place: PostgresPlace;
  readonly password: Secret;
  /** Certificates, PEM, of those who may vouch for the server. */
  readonly authorities: readonly string[];
}

export interface PostgresLink {
  readonly schema: string;
  query(text: string, values: readonly unknown[]): Promise<Result<readonly pg.QueryResultRow[], TeamStoreFailure>>;
  /** A connection that is the caller's alone, until it ends it. */
  connect(): Promise<Result<pg.Client, TeamStoreFailure>>;
  end(): Promise<void>;
}

const CONNECT_MS = 5000;
const ANSWER_MS = 8000;
const AT_ONCE = 4;

/**
 * Connections, made when they are needed. While nobody answers, calls fail at once with what was last found, and one in a while is let through to
 * look: the first soon, the others more seldom.
 */
export function openPostgresLink(
  access: PostgresAccess,
  { log, prepare }: { readonly log: Log; prepare(client: pg.ClientBase): Promise<void> },
): PostgresLink {
  const config = configOf(access);
  const pool = new pg.Pool({ ...config, max: AT_ONCE, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
  // An idle connection that breaks is the server's affair; the next call finds out.
  pool.on('error', () => undefined);
  // As is one that breaks at work: its call is told, and nobody else needs to be.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const backOff = createBackOff<TeamStoreFailure>();
  let prepared: Promise<void> | undefined;

  function fail(error: unknown): Result<never, TeamStoreFailure> {
    const failure = storeFailure(error);
    if (failure.code !== 'team-read-only') backOff.missed(failure);
    log.note('team-store', { code: failure.code, ...('reason' in failure ? { reason: failure.reason } : {}) });
    return failed(failure);
  }

  /** Once for each start, and again where it failed. */
  async function prepareOnce(client: pg.ClientBase): Promise<void> {
    prepared ??= prepare(client);
    try {
      await prepared;
    } catch (error) {
      prepared = undefined;
      throw error;
    }
  }

  return {
    schema: access.place.schema,
    async query(text, values) {
      const resting = backOff.resting();
      if (resting !== undefined) return failed(resting);
      let client: pg.PoolClient | undefined;
      try {
        client = await pool.connect();
        await prepareOnce(client);
        const { rows } = await client.query<pg.QueryResultRow>(text, [...values]);
        client.release();
        backOff.answered();
        return succeeded(rows);
      } catch (error) {
        // What broke in the middle is not used again: nobody knows what it still waits for.
        client?.release(true);
        return fail(error);
      }
    },
    async connect() {
      const client = new pg.Client(config);
      client.on('error', () => undefined);
      try {
        await client.connect();
        await prepareOnce(client);
        return succeeded(client);
      } catch (error) {
        void client.end().catch(() => undefined);
        return failed(storeFailure(error));
      }
    },
    end: async () => (pool.ended ? undefined : pool.end()),
  };
}

function configOf({ place, password, authorities }: PostgresAccess): pg.ClientConfig {
  const { host, port, database, user, isTls } = place;
  return {
    host,
    port,
    database,
    user,
    password: () => password.use((text) => text),
    application_name: 'tokenkeep',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS + 1000,
    statement_timeout: ANSWER_MS,
    lock_timeout: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    ssl: isTls && {
      ca: [...authorities],
      rejectUnauthorized: true,
      // Said here, for an address in numbers is checked against nothing useful by itself.
      checkServerIdentity: (_host: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate),
    },
  };
}
