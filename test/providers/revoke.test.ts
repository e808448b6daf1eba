import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { github } from '../../main/providers/github.ts';
import { gitlab } from '../../main/providers/gitlab.ts';
import { oauth2 } from '../../main/providers/oauth2.ts';
import { revokeAt } from '../support/issuers/act.ts';
import { serveGithub, type Github } from '../support/issuers/github.ts';
import { serveGitlab, type Gitlab } from '../support/issuers/gitlab.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from '../support/issuers/loopback.ts';

const classic = `ghp_${'0'.repeat(36)}`;
const installed = `ghs_${'0'.repeat(36)}`;
const personal = `glpat-${'0'.repeat(20)}`;

describe('at GitHub', () => {
  let issuer: Github;
  beforeAll(async () => void (issuer = await serveGithub()));
  beforeEach(() => {
    issuer.insteadAlways(undefined);
    issuer.tokens.clear();
    for (const value of [classic, installed]) issuer.tokens.set(value, { login: 'octo' });
  });
  afterAll(() => issuer.close());
  const revoke = (value: string) => revokeAt(github, { value, base: issuer.base });

  test('a token is named in the body, with no Authorization header, and is taken', async () => {
    expect(await revoke(classic)).toEqual(['accepted']);
    const seen = issuer.seen.at(-1);
    expect(seen).toMatchObject({ method: 'POST', path: '/api/v3/credentials/revoke' });
    expect(seen?.body).toBe(JSON.stringify({ credentials: [classic] }));
    expect(seen?.headers).not.toHaveProperty('authorization');
    expect(issuer.tokens.has(classic)).toBe(false);
  });

  test('an Enterprise Server that refuses without a header is asked with it', async () => {
    const server = await serveLoopback(({ headers }) =>
      headers['authorization'] === `Bearer ${classic}` ? { status: 202, body: {} } : { status: 401, body: {} },
    );
    expect(await revokeAt(github, { value: classic, base: server.base })).toEqual(['accepted']);
    expect(server.seen.map(({ headers }) => 'authorization' in headers)).toEqual([false, true]);
    await server.close();
  });

  test('an installation token ends itself', async () => {
    expect(await revoke(installed)).toEqual(['confirmed']);
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v3/installation/token' });
  });

  test.each([
    [{ status: 503 }, { kind: 'again', cause: 'outage' }],
    [{ status: 500 }, { kind: 'lost', cause: 'outage' }],
    [
      { status: 429, body: {} },
      { kind: 'again', cause: 'rate-limited' },
    ],
    [
      { status: 422, body: { message: 'spam' } },
      { kind: 'no', why: 'other', said: 'status 422' },
    ],
  ] as const)('%j is read as what it is', async (reply, refusal) => {
    issuer.insteadAlways(reply);
    expect(await revoke(classic)).toEqual([refusal]);
  });
});

describe('at GitLab', () => {
  let issuer: Gitlab;
  beforeAll(async () => void (issuer = await serveGitlab()));
  afterAll(() => issuer.close());

  test('a token deletes itself', async () => {
    issuer.tokens.set(personal, { userId: 1, scopes: ['read_api'], expiresAt: null });
    expect(await revokeAt(gitlab, { value: personal, base: issuer.base })).toEqual(['confirmed']);
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v4/personal_access_tokens/self' });
    expect(await revokeAt(gitlab, { value: personal, base: issuer.base })).toMatchObject([
      { kind: 'no', why: 'permission', said: 'invalid_token' },
    ]);
  });

  test('an OAuth token is for its client to revoke', async () => {
    expect(await revokeAt(gitlab, { value: '0'.repeat(64), base: issuer.base })).toEqual(['impossible']);
  });
});

describe('at an OAuth issuer', () => {
  let issuer: Loopback;
  let answer: (seen: Seen) => Reply;
  beforeAll(async () => void (issuer = await serveLoopback((seen) => reply(seen))));
  beforeEach(() => void (answer = () => ({ status: 200 })));
  afterAll(() => issuer.close());

  function reply(seen: Seen): Reply {
    if (!seen.path.startsWith('/.well-known/')) return answer(seen);
    return { status: 200, body: { issuer: issuer.base, revocation_endpoint: `${issuer.base}/revocation` } };
  }
  const revoke = (fields: Readonly<Record<string, string>> = { 'client-id': 'c', 'client-secret': 's' }) =>
    revokeAt(oauth2, { value: 'access', refresh: 'refresh', base: issuer.base, fields });

  test('the refresh token goes first, then the access token, each in the name of the client', async () => {
    const before = issuer.seen.length;
    expect(await revoke()).toEqual(['confirmed', 'confirmed']);
    expect(issuer.seen.slice(before + 1).map(({ path, body }) => [path, body])).toEqual([
      ['/revocation', 'token=refresh&token_type_hint=refresh_token'],
      ['/revocation', 'token=access&token_type_hint=access_token'],
    ]);
    expect(issuer.seen.at(-1)?.headers['authorization']).toBe('Basic Yzpz');
  });

  test('a public client names itself in the form', async () => {
    await revoke({ 'client-id': 'c' });
    expect(issuer.seen.at(-1)?.body).toBe('token=access&token_type_hint=access_token&client_id=c');
  });

  test('a refusal is told by its code', async () => {
    answer = () => ({ status: 400, body: { error: 'unsupported_token_type' } });
    expect(await revoke()).toContainEqual({ kind: 'no', why: 'other', said: 'unsupported_token_type' });
  });
});
