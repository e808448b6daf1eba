import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { listen } from './issuers/loopback.ts';

export interface Postgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The authority that signed its certificate, PEM; undefined where it speaks plainly. */
  readonly ca: string | undefined;
  /** Its own programs, such as `psql` and `pg_dump`, as its owner. */
  run(program: string, ...args: readonly string[]): string;
  sql(text: string): string;
  /** `fast` ends what is under way; `crash` is a power cut. */
  stop(how: 'fast' | 'crash'): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
}

interface Wanted {
  /** What was committed outlives a crash; slower. */
  readonly durable?: boolean;
  readonly tls?: boolean;
  readonly connections?: number;
}

const HOST = '127.0.0.1';
const USER = 'tokenkeep';

/** A real PostgreSQL of its own, on loopback in a temporary folder. It ends with whoever started it. */
export async function startPostgres({
  durable = false,
  tls = false,
  connections = 100,
}: Wanted = {}): Promise<Postgres> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-postgres-'));
  const password = `not-a-secret-${'0'.repeat(16)}`;
  const secretFile = join(folder, 'password');
  writeFileSync(secretFile, password);
  const ca = tls ? makeCertificate(folder) : undefined;
  giveAway(folder);
  const data = join(folder, 'data');
  const auth = ['--auth=scram-sha-256', '--username', USER, '--pwfile', secretFile];
  execFileSync('setpriv', [
    ...AS_OWNER,
    join(bin, 'initdb'),
    '-D',
    data,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    ...auth,
  ]);
  const port = await freePort();
  const settings = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: '',
    max_connections: connections,
    ssl: tls ? 'on' : 'off',
    ...(tls ? { ssl_cert_file: join(folder, 'cert.pem'), ssl_key_file: join(folder, 'key.pem') } : {}),
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    server = spawn('setpriv', ['--pdeathsig', 'INT', ...AS_OWNER, join(bin, 'postgres'), '-D', data, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
  };
  const stop = async (how: 'fast' | 'crash'): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
    server = undefined;
  };
  const run = (program: string, ...more: readonly string[]): string =>
    execFileSync(join(bin, program), ['-h', HOST, '-p', String(port), '-U', USER, ...more], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PGPASSWORD: password, PGSSLMODE: tls ? 'require' : 'disable' },
      maxBuffer: 1 << 28,
    });
  await start();
  return {
    host: HOST,
    port,
    user: USER,
    password,
    database: 'postgres',
    ca,
    run,
    sql: (text) => run('psql', '-d', 'postgres', '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', text).trimEnd(),
    stop,
    start,
    async end() {
      await stop('crash');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It refuses to run as root. */
const AS_OWNER =
  process.getuid?.() === 0 ? ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', '--'] : ['--'];

function giveAway(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) chownSync(path, uid, gid);
}

/** Debian keeps each version in a folder of its own. */
function binaries(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  const [newest] = versions.filter((version) => existsSync(join(root, version, 'bin', 'initdb')));
  if (newest === undefined) throw new Error('PostgreSQL is not installed: run npm run setup');
  return join(root, newest, 'bin');
}

function makeCertificate(folder: string): string {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=loopback', '-addext', `subjectAltName=IP:${HOST}`];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  chmodSync(key, 0o600);
  return readFileSync(cert, 'utf8');
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk) => {
      said = `${said}${String(chunk)}`.slice(-4000);
      if (said.includes('is ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
