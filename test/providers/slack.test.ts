import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slack } from '../../main/providers/slack.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { renewAt, revokeAt } from '../support/issuers/act.ts';
import { lookAt } from '../support/issuers/look.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from '../support/issuers/loopback.ts';
import { aToken, at, HOUR, T0 } from '../support/tokens.ts';

const value = `xoxb-${'0'.repeat(12)}-${'0'.repeat(12)}-${'0'.repeat(24)}`;
const rotating = `xoxe.xoxb-1-${'0'.repeat(166)}`;

let issuer: Loopback;
let reply: (seen: Seen) => Reply;
const says = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  (reply = () => ({ status: 200, headers, body }));
const refuses = (error: string) => says({ ok: false, error });
beforeAll(async () => void (issuer = await serveLoopback((seen) => reply(seen))));
beforeEach(() => void says({ ok: true, team: 'Acme', user: 'ci', team_id: 'T0', user_id: 'U0' }));
afterAll(() => issuer.close());
const look = () => lookAt(slack, { value, base: issuer.base });

test('its shapes are known', () => {
  const shapes = [value, rotating, `xapp-1-A0000000000-0000000000000-${'0'.repeat(64)}`, 'xoxc-0000', 'xoxb-short'];
  expect(shapes.map((text) => guessesOf(slack, text)[0]?.kind)).toEqual([
    'bot token',
    'bot token that rotates',
    'app-level token',
    undefined,
    undefined,
  ]);
});

describe('a token of Slack', () => {
  test('that lives says whose it is and what it may do', async () => {
    says({ ok: true, team: 'Acme', user: 'ci' }, { 'x-oauth-scopes': 'chat:write,admin.users:write' });
    expect(await look()).toEqual({
      verdict: { kind: 'valid' },
      facts: {
        subject: 'ci in Acme',
        scopes: ['chat:write', 'admin.users:write'],
        warnings: [{ code: 'too-wide', scopes: ['admin.users:write'] }],
      },
    });
    expect(issuer.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/auth.test',
      headers: { authorization: `Bearer ${value}` },
      body: '',
    });
  });

  test.each([
    ['token_expired', { kind: 'expired' }],
    ['token_revoked', { kind: 'revoked' }],
    ['account_inactive', { kind: 'revoked' }],
    ['invalid_auth', { kind: 'invalid' }],
    ['missing_scope', { kind: 'blocked', why: 'insufficient-scope' }],
    ['ratelimited', { kind: 'unknown', cause: 'rate-limited' }],
    ['internal_error', { kind: 'unknown', cause: 'outage' }],
    ['something_new', { kind: 'unknown', cause: 'unexpected' }],
  ] as const)('is judged by the word %s in the body, though the status is 200', async (error, verdict) => {
    refuses(error);
    expect(await look()).toMatchObject({ verdict, said: error });
  });
});

describe('its life', () => {
  const act = {
    value: rotating,
    refresh: `xoxe-1-${'0'.repeat(140)}`,
    fields: { 'client-id': '1.2', 'client-secret': 's' },
  };
  const renew = () => renewAt(slack, { ...act, base: issuer.base });

  test('goes on with a new value and a new refresh token, for twelve hours', async () => {
    says({ ok: true, access_token: 'new', refresh_token: 'next', expires_in: 43_200, scope: 'chat:write' });
    const issued = await renew();
    if (!issued.ok) throw new Error('not issued');
    const { access, refresh } = issued.value.credential;
    expect([access, refresh].map((secret) => secret?.use((text) => text))).toEqual(['new', 'next']);
    expect(issued.value.facts).toMatchObject({ expiry: { at: at(12 * HOUR) }, scopes: ['chat:write'] });
    expect(issuer.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/oauth.v2.access',
      body: `grant_type=refresh_token&refresh_token=${act.refresh}`,
    });
  });

  test('of a configuration token, which belongs to no app, goes on by its refresh token alone', async () => {
    says({ ok: true, token: 'new', refresh_token: 'next', iat: T0 / 1000, exp: T0 / 1000 + 43_200 });
    const issued = await renewAt(slack, { ...act, fields: {}, base: issuer.base });
    expect(issued).toMatchObject({ ok: true, value: { facts: { expiry: { at: at(12 * HOUR) } } } });
    expect(issuer.seen.at(-1)).toMatchObject({
      path: '/api/tooling.tokens.rotate',
      body: `refresh_token=${act.refresh}`,
    });
    const can = (facts: object) => slack.renew?.can(aToken({ hasRefresh: true, ...facts }));
    expect([
      can({ kind: 'slack-user-rotating' }),
      can({ kind: 'slack-bot-rotating' }),
      can({ fields: ['client-id'] }),
    ]).toEqual([true, false, true]);
  });

  test.each([
    ['invalid_refresh_token', { kind: 'no', why: 'grant' }],
    ['bad_client_secret', { kind: 'no', why: 'client' }],
    ['ratelimited', { kind: 'again', cause: 'rate-limited' }],
    ['internal_error', { kind: 'lost', cause: 'outage' }],
  ] as const)('is refused by the word %s', async (error, failure) => {
    refuses(error);
    expect(await renew()).toMatchObject({ ok: false, failure });
  });

  test('is ended by itself', async () => {
    says({ ok: true, revoked: true });
    expect(await revokeAt(slack, { value, base: issuer.base })).toEqual(['confirmed']);
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'POST', path: '/api/auth.revoke' });
    refuses('token_revoked');
    expect(await revokeAt(slack, { value, base: issuer.base })).toMatchObject([{ kind: 'no', said: 'token_revoked' }]);
  });
});
