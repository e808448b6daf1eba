import type { InputFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { urlOf } from './url-of.ts';

export interface PostgresPlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Where the team's tables are. */
  readonly schema: string;
  readonly isTls: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** As short as leaves room for a team beside it in the name of a channel. */
const SCHEMA = /^[a-z_][a-z\d_]{0,19}$/;

/**
 * Reads `postgres://USER@HOST:PORT/DATABASE?schema=NAME`. TLS, checked, is always on; `sslmode=disable` is for this machine itself, where nobody
 * listens in between. A password is not taken here: an address is shown and kept in plain files.
 */
export function postgresPlace(address: string): Result<PostgresPlace, InputFailure> {
  const url = urlOf(address);
  if (url === undefined || !isPostgres(url)) return bad('it is postgres://USER@HOST/DATABASE');
  if (url.password !== '') return bad('the password is asked for, and does not belong into an address');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = url.searchParams.get('sslmode') !== 'disable';
  if (!isTls && !LOOPBACK.test(host)) return bad('TLS can be left out only for this machine itself');
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1)) || user;
  const schema = url.searchParams.get('schema') ?? 'tokenkeep';
  if (!SCHEMA.test(schema)) return bad('a schema is named by at most 20 small letters, digits and _');
  return succeeded({ host, port: Number(url.port || 5432), database, user, schema, isTls });
}

const isPostgres = ({ protocol, hostname, username }: URL): boolean =>
  /^postgres(ql)?:$/.test(protocol) && hostname !== '' && username !== '';

const bad = (need: string): Result<never, InputFailure> => failed({ code: 'bad-input', field: 'address', need });
