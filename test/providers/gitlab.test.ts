import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gitlab, gitlabOther } from '../../main/providers/gitlab.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { serveGitlab, type Gitlab, type GitlabToken } from '../support/issuers/gitlab.ts';
import { lookAt } from '../support/issuers/look.ts';
import type { Reply } from '../support/issuers/loopback.ts';
import { at, DAY, endsAt, T0 } from '../support/tokens.ts';

const value = `glpat-${'0'.repeat(20)}`;
const routable = `glpat-${'0'.repeat(27)}.${'0'.repeat(9)}`;
const oauth = '0'.repeat(64);
const good: GitlabToken = { userId: 42, scopes: ['read_api', 'self_rotate'], expiresAt: '2027-06-30' };
const unknown = (cause: string) => ({ kind: 'unknown', cause });
const blocked = (why: string) => ({ kind: 'blocked', why });

let issuer: Gitlab;
beforeAll(async () => {
  issuer = await serveGitlab();
});
beforeEach(() => {
  issuer.insteadAlways(undefined);
  issuer.tokens.clear();
  issuer.tokens.set(value, good);
});
afterAll(() => issuer.close());

const look = (token = {}, what = value) => lookAt(gitlab, { value: what, base: issuer.base, token });
const lookAs = (facts: Partial<GitlabToken>) => {
  issuer.tokens.set(value, { ...good, ...facts });
  return look();
};

describe('a GitLab token', () => {
  it('that lives says whose it is, what it may do, and the date it ends', async () => {
    const { verdict, facts } = await look();
    expect(verdict).toEqual({ kind: 'valid' });
    expect(facts).toEqual({
      subject: 'user 42',
      scopes: ['read_api', 'self_rotate'],
      expiry: { kind: 'at', at: Date.UTC(2027, 5, 30), precision: 'date', source: 'issuer' },
      issuedAt: Date.UTC(2026, 10, 1, 10),
      warnings: [],
    });
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'GET', path: '/api/v4/personal_access_tokens/self' });
  });

  it('that is made up is refused', async () => {
    expect((await look({}, `glpat-${'9'.repeat(20)}`)).verdict).toEqual({ kind: 'invalid' });
  });

  it('that is refused after the date it once told has expired', async () => {
    const judgement = await look({ expiry: endsAt(T0) }, `glpat-${'9'.repeat(20)}`);
    expect(judgement.verdict).toEqual({ kind: 'expired' });
  });

  it('with no end, by the word of GitLab, never expires', async () => {
    expect((await lookAs({ expiresAt: null })).facts.expiry).toEqual({ kind: 'never', source: 'issuer' });
  });

  it.each(['0001-01-01T00:00:00Z', 0, '', 'tomorrow', undefined])(
    'with an end of %j has no known expiry',
    async (expiresAt) => {
      const { verdict, facts } = await lookAs({ expiresAt });
      expect(verdict).toEqual({ kind: 'valid' });
      expect(facts.expiry).toEqual({ kind: 'unknown' });
    },
  );

  it('that may do everything is called too wide', async () => {
    expect((await lookAs({ scopes: ['api', 'sudo', 'read_user'] })).facts.warnings).toEqual([
      { code: 'too-wide', scopes: ['api', 'sudo'] },
    ]);
  });

  it.each([
    ['expired', { kind: 'expired' }, 'invalid_token'],
    ['revoked', { kind: 'revoked' }, 'invalid_token'],
    ['impersonation-off', blocked('policy'), 'invalid_token'],
    ['narrow', blocked('insufficient-scope'), 'insufficient_scope'],
    ['blocked', blocked('account-blocked'), 'account blocked'],
  ] as const)('that is %s is told apart by the words of GitLab', async (state, verdict, said) => {
    expect(await lookAs({ state })).toMatchObject({ verdict, said });
  });

  it('of OAuth is asked after at its own place, and its end counts from the answer', async () => {
    issuer.tokens.set(oauth, { userId: 7, scopes: ['read_user'], expiresAt: 3600 });
    const { verdict, facts } = await look({}, oauth);
    expect(verdict).toEqual({ kind: 'valid' });
    expect(facts).toMatchObject({
      subject: 'user 7',
      scopes: ['read_user'],
      issuedAt: T0,
      expiry: { kind: 'at', at: 1_798_765_200_000 },
    });
    expect(issuer.seen.at(-1)?.path).toBe('/oauth/token/info');
  });
});

const self = { id: 1, user_id: 42, scopes: ['api'], expires_at: '2027-06-30' };
const page = { 'content-type': 'text/html' };

describe('an answer of GitLab', () => {
  it.each<[title: string, reply: Reply, verdict: object]>([
    ['active', { status: 200, body: { ...self, active: true, revoked: false } }, { kind: 'valid' }],
    ['revoked, with status 200', { status: 200, body: { ...self, active: false, revoked: true } }, { kind: 'revoked' }],
    [
      'not active, past its date',
      { status: 200, body: { ...self, active: false, revoked: false, expires_at: '2026-12-31' } },
      { kind: 'expired' },
    ],
    [
      'not active for no known reason',
      { status: 200, body: { ...self, active: false, revoked: false } },
      { kind: 'invalid' },
    ],
    ['no word of its state', { status: 200, body: self }, unknown('unexpected')],
    [
      'a token with other words',
      { status: 401, body: { error: 'invalid_token', error_description: 'Bad Access Token.' } },
      { kind: 'invalid' },
    ],
    ['a 401 without words', { status: 401, body: {} }, unknown('unexpected')],
    ['a 403 for no known reason', { status: 403, body: { message: '403 Forbidden' } }, unknown('unexpected')],
    [
      'terms not accepted',
      { status: 403, body: { message: '403 Forbidden - You must accept the Terms of Service' } },
      blocked('policy'),
    ],
    ['a server too old to know the question', { status: 404, body: { error: '404 Not Found' } }, unknown('unexpected')],
    ['a page in place of a missing one', { status: 404, headers: page, body: '<html>' }, unknown('unexpected')],
    ['a limit', { status: 429, headers: { 'retry-after': '60' }, body: 'Retry later\n' }, unknown('rate-limited')],
    ['an outage', { status: 502, headers: page, body: '<html>' }, unknown('outage')],
    ['its own sign-in page', { status: 302, headers: { location: '/users/sign_in' } }, unknown('captive-portal')],
    ['a portal', { status: 200, headers: page, body: '<!doctype html>' }, unknown('captive-portal')],
  ])('is judged right: %s', async (_title, reply, verdict) => {
    issuer.insteadAlways(reply);
    expect((await look({ expiry: endsAt(at(DAY)) })).verdict).toEqual(verdict);
  });
});

it('keeps what GitLab takes no questions about without a check', () => {
  expect(guessesOf(gitlab, routable)).toMatchObject([{ provider: 'gitlab', confidence: 'high' }]);
  expect(guessesOf(gitlabOther, `gldt-${'0'.repeat(20)}`)).toMatchObject([{ kind: 'deploy token' }]);
  expect(gitlabOther.check).toBeUndefined();
});
