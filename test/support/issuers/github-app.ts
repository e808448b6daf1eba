import { generateKeyPairSync, verify } from 'node:crypto';
import { httpDate } from '../http-date.ts';
import type { Reply, Seen } from './loopback.ts';

const APP = 'Iv23li00000000000000';
const INSTALLATION = '4711';
const LIFE = 3_600_000;

interface Minted {
  readonly endsAt: number;
  readonly repositories: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
}

/** An app that is installed for one account, and what its installation may do. */
export function githubAppIssuer(now: () => number) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = new Map<string, Minted>();
  const issuer = {
    fields: {
      'app-id': APP,
      'installation-id': INSTALLATION,
      /** In the form that GitHub hands out. */
      'private-key': String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    },
    pkcs8: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    tokens,
    /** Every word of an app on itself that was accepted: its claims, in seconds. */
    words: [] as { iat: number; exp: number; iss: string }[],
    permissions: { contents: 'write', issues: 'read', metadata: 'read' } as Readonly<Record<string, string>>,
    repositories: ['octo/site', 'octo/api'] as readonly string[],
    suspended: false,
    answer,
  };
  let made = 0;

  const documented = (status: number, message: string): Reply =>
    reply(status, { message, documentation_url: 'https://docs.github.com/rest' });
  const reply = (status: number, body: object | string): Reply => ({
    status,
    body,
    headers: { date: httpDate(now()) },
  });

  /** RS256, dated at or before now, and at most ten minutes to its end. */
  function wordProblem(authorization: string): string | undefined {
    const [, head = '', claims = '', signature = ''] =
      /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
    const signed = Buffer.from(`${head}.${claims}`);
    if (signature === '' || !verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url')))
      return 'A JSON web token could not be decoded';
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
    const { iat, exp, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as (typeof issuer.words)[number];
    if (alg !== 'RS256' || iss !== APP) return 'A JSON web token could not be decoded';
    const problem = datesProblem(iat, exp, Math.floor(now() / 1000));
    if (problem !== undefined) return problem;
    issuer.words.push({ iat, exp, iss });
    return undefined;
  }

  function mint({ path, headers, body }: Seen): Reply {
    if (headers['authorization'] === undefined) return documented(401, 'Requires authentication');
    const problem = wordProblem(headers['authorization']);
    if (problem !== undefined) return documented(401, problem);
    if (path !== `/api/v3/app/installations/${INSTALLATION}/access_tokens`) return documented(404, 'Not Found');
    if (issuer.suspended) return documented(403, 'This installation has been suspended');
    const wanted = (body === '' ? {} : JSON.parse(body)) as {
      repositories?: string[];
      permissions?: Record<string, string>;
    };
    const lack = lackOf(wanted);
    return lack === undefined ? issue(wanted) : documented(422, lack);
  }

  function lackOf({
    repositories = [],
    permissions = {},
  }: {
    repositories?: string[];
    permissions?: Record<string, string>;
  }) {
    const rank = (level = '') => ['read', 'write', 'admin'].indexOf(level);
    if (repositories.some((name) => !issuer.repositories.includes(`octo/${name}`)))
      return 'There is at least one repository that does not exist or is not accessible to the parent installation.';
    return Object.entries(permissions).every(([name, level]) => rank(issuer.permissions[name]) >= rank(level))
      ? undefined
      : 'The permissions requested are not granted to this installation.';
  }

  function issue({
    repositories,
    permissions,
  }: {
    repositories?: string[];
    permissions?: Record<string, string>;
  }): Reply {
    made += 1;
    const value = `ghs_${APP}_${'0'.repeat(40 + made)}.${'0'.repeat(200)}.${'0'.repeat(200)}`;
    const granted = permissions === undefined ? issuer.permissions : { ...permissions, metadata: 'read' };
    const names = repositories?.map((name) => `octo/${name}`);
    const endsAt = Math.floor((now() + LIFE) / 1000) * 1000;
    tokens.set(value, { endsAt, repositories: names ?? issuer.repositories, permissions: granted });
    return reply(201, {
      token: value,
      expires_at: new Date(endsAt).toISOString().replace('.000Z', 'Z'),
      permissions: granted,
      repository_selection: names === undefined ? 'all' : 'selected',
      ...(names === undefined ? {} : { repositories: names.map((name) => ({ full_name: name })) }),
    });
  }

  function byToken({ method, path, headers }: Seen): Reply {
    const value = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
    const token = tokens.get(value);
    if (token === undefined || token.endsAt <= now()) return documented(401, 'Bad credentials');
    if (method === 'DELETE' && path === '/api/v3/installation/token') {
      tokens.delete(value);
      return reply(204, '');
    }
    if (method !== 'GET' || path !== '/api/v3/installation/repositories') return documented(404, 'Not Found');
    const repositories = token.repositories.map((full_name) => ({ full_name, owner: { login: 'octo' } }));
    return reply(200, { total_count: repositories.length, repositories });
  }

  function answer(seen: Seen): Reply {
    return seen.method === 'POST' ? mint(seen) : byToken(seen);
  }

  return issuer;
}

function datesProblem(iat: number, exp: number, second: number): string | undefined {
  if (iat > second)
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  if (exp > second + 600) return "'Expiration time' claim ('exp') is too far in the future";
  return exp > second
    ? undefined
    : "'Expiration time' claim ('exp') must be a numeric value representing the future time";
}
