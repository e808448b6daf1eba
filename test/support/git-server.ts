import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { listen } from './issuers/loopback.ts';

const run = promisify(execFile);
const BASIC = 'Basic ';

export interface GitServer {
  /** No slash at its end; a repository is `base/me/site.git`. */
  readonly base: string;
  /** Users and passwords that came, in order. */
  readonly seen: readonly { readonly user: string; readonly password: string }[];
}

export const REPOSITORY = 'me/site.git';

/** git's own server over http, behind a door that wants a user name and a password. */
export async function startGitServer(accepts: (user: string, password: string) => boolean): Promise<GitServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'tokenkeep-git-'));
  await makeRepository(path.join(root, REPOSITORY));
  const seen: { user: string; password: string }[] = [];
  const server = createServer((request, response) => {
    const told = request.headers.authorization;
    const [user = '', password = ''] = decode(told);
    if (told !== undefined) seen.push({ user, password });
    if (told !== undefined && accepts(user, password)) return backend(root, request, response);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  return { base: `http://127.0.0.1:${port}`, seen };
}

function decode(header: string | undefined): readonly string[] {
  const text = Buffer.from((header ?? '').slice(BASIC.length), 'base64').toString();
  return [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
}

async function makeRepository(folder: string): Promise<void> {
  const git = (...args: string[]) => run('git', args, { env: { ...process.env, ...nobody } });
  await git('init', '-q', '--bare', '-b', 'main', folder);
  const { stdout: tree } = await git('-C', folder, 'hash-object', '-t', 'tree', '-w', '/dev/null');
  const { stdout: commit } = await git('-C', folder, 'commit-tree', '-m', 'first', tree.trim());
  await git('-C', folder, 'update-ref', 'refs/heads/main', commit.trim());
}

const nobody = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@git.test',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@git.test',
};

/** See git-http-backend(1): the request goes in as the CGI of old, and its answer begins with headers. */
function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://git');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'somebody',
    },
  });
  request.pipe(child.stdin.on('error', () => undefined));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const headers = whole
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ') as [string, string]);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.end(whole.subarray(end + 4));
  });
}
