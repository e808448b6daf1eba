import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { github, githubRefresh } from '../../main/providers/github.ts';
import { isoOf } from '../../shared/time.ts';
import { serveGithub, type Github } from '../support/issuers/github.ts';
import { lookAt } from '../support/issuers/look.ts';
import type { Reply } from '../support/issuers/loopback.ts';
import { aToken, at, DAY, endsAt, T0 } from '../support/tokens.ts';

const classic = `ghp_${'0'.repeat(36)}`;
const fine = `github_pat_${'0'.repeat(22)}_${'0'.repeat(59)}`;
const installed = `ghs_1_${'eyJ0'.repeat(60)}.${'0'.repeat(100)}.${'0'.repeat(100)}`;
const madeUp = `ghp_${'9'.repeat(36)}`;
const valid = { kind: 'valid' } as const;
const blocked = (why: string) => ({ kind: 'blocked', why });
const unknown = (cause: string) => ({ kind: 'unknown', cause });

let issuer: Github;
beforeAll(async () => {
  issuer = await serveGithub();
  issuer.tokens.set(classic, { login: 'octo', scopes: 'repo, read:org', expires: '2027-06-30 23:59:59 UTC' });
  issuer.tokens.set(fine, { login: 'octo', expires: '2027-06-30 23:59:59 +0500' });
  issuer.tokens.set(installed, { login: 'octo-org' });
});
beforeEach(() => issuer.insteadAlways(undefined));
afterAll(() => issuer.close());

const look = (value: string, token = {}) => lookAt(github, { value, base: issuer.base, token });

describe('a GitHub token', () => {
  it('that lives says whose it is, what it may do and when it ends', async () => {
    const { verdict, facts } = await look(classic);
    expect(verdict).toEqual(valid);
    expect(facts).toMatchObject({
      subject: 'octo',
      scopes: ['repo', 'read:org'],
      expiry: { kind: 'at', precision: 'instant' },
    });
    expect(facts.expiry?.kind === 'at' && isoOf(facts.expiry.at)).toBe('2027-06-30T23:59:59Z');
  });

  it('that is fine-grained tells no scopes, and its end in a zone of its own', async () => {
    const { verdict, facts } = await look(fine);
    expect(verdict).toEqual(valid);
    expect(facts.scopes).toBeUndefined();
    expect(facts.expiry?.kind === 'at' && isoOf(facts.expiry.at)).toBe('2027-06-30T18:59:59Z');
  });

  it('of an installation is asked where such tokens may ask', async () => {
    const { verdict, facts } = await look(installed);
    expect(verdict).toEqual(valid);
    expect(facts).toMatchObject({ subject: 'octo-org', expiry: { kind: 'unknown' } });
    expect(issuer.seen.at(-1)).toMatchObject({ method: 'GET', path: '/api/v3/installation/repositories' });
  });

  it('that is made up is refused', async () => {
    expect(await look(madeUp)).toMatchObject({ verdict: { kind: 'invalid' }, said: 'bad credentials' });
  });

  it('that is refused after the end it once told has expired, and before it is invalid', async () => {
    expect(await look(madeUp, { expiry: endsAt(at(-1)) })).toMatchObject({ verdict: { kind: 'expired' } });
    expect(await look(madeUp, { expiry: endsAt(at(DAY)) })).toMatchObject({ verdict: { kind: 'invalid' } });
  });

  it('with an end of just now is doubted, and the doubt is what comes back', async () => {
    issuer.tokens.set(madeUp, { login: 'octo', expires: '2027-01-01 00:00:02 UTC' });
    const { verdict, facts } = await look(madeUp);
    issuer.tokens.delete(madeUp);
    expect(verdict).toEqual(valid);
    expect(facts).toMatchObject({ expiry: { kind: 'unknown' }, doubt: { expiresAt: at(2000), seenAt: T0 } });
  });

  it('with no scopes at all is known to have none', async () => {
    issuer.tokens.set(madeUp, { login: 'octo', scopes: '' });
    const { facts } = await look(madeUp);
    issuer.tokens.delete(madeUp);
    expect(facts).toMatchObject({ scopes: [], expiry: { kind: 'unknown' } });
  });

  it('that may administer or delete is called too wide', async () => {
    issuer.tokens.set(madeUp, { login: 'octo', scopes: 'repo, admin:org, delete_repo' });
    const { facts } = await look(madeUp);
    issuer.tokens.delete(madeUp);
    expect(facts.warnings).toEqual([{ code: 'too-wide', scopes: ['admin:org', 'delete_repo'] }]);
  });
});

const says = (message: string) => ({ message, documentation_url: 'https://docs.github.com/rest' });
const page = { 'content-type': 'text/html' };

describe('an answer of GitHub', () => {
  it.each<[title: string, reply: Reply, verdict: object, said?: string]>([
    ['bad credentials', { status: 401, body: says('Bad credentials') }, { kind: 'invalid' }, 'bad credentials'],
    [
      'a token lost on the way',
      { status: 401, body: says('Requires authentication') },
      unknown('unexpected'),
      'token not received',
    ],
    ['a 401 that is not its own', { status: 401, body: { reason: 'no' } }, unknown('unexpected')],
    [
      'SSO by header',
      {
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/x/sso' },
        body: says('Forbidden'),
      },
      blocked('sso-required'),
      'sso required',
    ],
    [
      'SSO by words',
      { status: 403, body: says('Resource protected by organization SAML enforcement.') },
      blocked('sso-required'),
      'sso required',
    ],
    [
      'not for integrations',
      { status: 403, body: says('Resource not accessible by integration') },
      blocked('insufficient-scope'),
      'not accessible',
    ],
    [
      'not for personal tokens',
      { status: 403, body: says('Resource not accessible by personal access token') },
      blocked('insufficient-scope'),
      'not accessible',
    ],
    [
      'too few rights',
      { status: 403, body: says('Must have admin rights to Repository.') },
      blocked('insufficient-scope'),
      'not accessible',
    ],
    [
      'a suspended account',
      { status: 403, body: says('Sorry. Your account was suspended.') },
      blocked('account-blocked'),
      'suspended',
    ],
    [
      'an address that is not allowed',
      {
        status: 403,
        body: says(
          'Although you appear to have the correct authorization credentials, the organization has an IP allow list enabled',
        ),
      },
      blocked('policy'),
      'forbidden by policy',
    ],
    [
      'too many wrong tokens',
      { status: 403, body: says('Maximum number of login attempts exceeded. Please try again later.') },
      unknown('rate-limited'),
      'login attempts exceeded',
    ],
    [
      'a 403 for no known reason',
      { status: 403, body: says('Request forbidden by administrative rules.') },
      unknown('unexpected'),
      'forbidden',
    ],
    [
      'the hourly limit',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1798763400' },
        body: says('API rate limit exceeded'),
      },
      unknown('rate-limited'),
    ],
    [
      'a secondary limit',
      { status: 403, headers: { 'retry-after': '60' }, body: says('You have exceeded a secondary rate limit') },
      unknown('rate-limited'),
    ],
    [
      'a 429',
      { status: 429, headers: { 'retry-after': '3117' }, body: says('Too many requests') },
      unknown('rate-limited'),
    ],
    ['a 404', { status: 404, body: says('Not Found') }, unknown('unexpected')],
    ['an outage', { status: 503, body: says('No server is available') }, unknown('outage')],
    ['a 500 page', { status: 500, headers: page, body: '<html>' }, unknown('outage')],
    ['a portal', { status: 200, headers: page, body: '<html>Welcome' }, unknown('captive-portal')],
    ['a redirect elsewhere', { status: 302, headers: { location: 'http://portal.test/' } }, unknown('captive-portal')],
    ['somebody else altogether', { status: 200, body: { ok: true } }, unknown('unexpected')],
    ['a list', { status: 200, body: [] }, unknown('unexpected')],
    [
      'half an answer',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"login":"oc' },
      unknown('unexpected'),
    ],
    ['a connection cut in the middle', { status: 200, body: { login: 'octo' }, fault: 'cut' }, unknown('offline')],
  ])('is judged right: %s', async (_title, reply, verdict, said) => {
    issuer.insteadAlways(reply);
    const judgement = await look(classic, { expiry: endsAt(at(DAY)) });
    expect(judgement).toMatchObject({ verdict, facts: {} });
    expect(judgement.said).toBe(said);
  });

  it('never repeats a value that an issuer sends back', async () => {
    issuer.insteadAlways({ status: 403, body: { message: `No ${classic}`, error: classic } });
    expect(JSON.stringify(await look(classic))).not.toContain(classic);
  });
});

describe('where GitHub is asked', () => {
  const asked = async (base: string) => {
    const { check } = github;
    if (check?.kind !== 'online') throw new Error('GitHub is asked online');
    return check.ask({ access: new Secret(classic), fields: {} }, { token: aToken(), base, now: T0 });
  };

  it.each([
    ['https://api.github.com', 'https://api.github.com/user'],
    ['https://github.com', 'https://api.github.com/user'],
    ['https://git.example.test', 'https://git.example.test/api/v3/user'],
    ['https://git.example.test:8443', 'https://git.example.test:8443/api/v3/user'],
    ['https://git.example.test/forge/api', 'https://git.example.test/forge/api/user'],
    ['https://octo.ghe.com', 'https://api.octo.ghe.com/user'],
    ['https://api.octo.ghe.com', 'https://api.octo.ghe.com/user'],
    ['https://octo.ghe.com.evil.test', 'https://octo.ghe.com.evil.test/api/v3/user'],
  ])('%s is asked at %s', async (base, url) => {
    expect(await asked(base)).toMatchObject({ method: 'GET', url });
  });

  it('with the value in a header, as a secret', async () => {
    const request = await asked('https://api.github.com');
    expect(request.headers['authorization']).toBeInstanceOf(Secret);
    expect(JSON.stringify(request)).not.toContain(classic);
  });

  it('but a refresh token is never asked after, since that would spend it', () => {
    expect(guessesOf(githubRefresh, `ghr_${'0'.repeat(76)}`)).toHaveLength(1);
    expect(guessesOf(github, `ghr_${'0'.repeat(76)}`)).toEqual([]);
    expect(githubRefresh.check).toBeUndefined();
  });
});
