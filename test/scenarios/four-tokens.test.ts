import { expect, onTestFinished, test } from 'vitest';
import { startLab, tk } from '../support/lab-driver.ts';
import { fakeValue } from '../support/lab-tokens.ts';
import { serveGithub } from '../support/issuers/github.ts';
import { serveGitlab } from '../support/issuers/gitlab.ts';
import { serveOidc } from '../support/issuers/oidc.ts';

async function startIssuers() {
  const issuers = { github: await serveGithub(), gitlab: await serveGitlab(), oidc: await serveOidc() };
  onTestFinished(async () => {
    await Promise.all(Object.values(issuers).map((issuer) => issuer.close()));
  });
  return issuers;
}

const GITHUB_GOOD = fakeValue(1);
const GITHUB_BAD = fakeValue(2);
const GITLAB_GOOD = 'glpat-' + '0'.repeat(20);
/** Far enough from today that no lead time has begun. */
const YEAR = new Date().getUTCFullYear() + 2;

test('four tokens kept from the command line are told apart by what their issuers say of them', async () => {
  const { github, gitlab, oidc } = await startIssuers();
  github.tokens.set(GITHUB_GOOD, { login: 'octo', scopes: 'read:org, repo', expires: `${YEAR}-12-31 17:55:53 +0500` });
  gitlab.tokens.set(GITLAB_GOOD, { userId: 7, scopes: ['read_api'], expiresAt: `${YEAR}-12-31` });
  const minted = await oidc.mint('repo:read repo:write', 3600);
  const { home } = await startLab({ start: new Date().toISOString() });

  const adds: readonly (readonly [readonly string[], string])[] = [
    [['github-good', '--host', github.base], GITHUB_GOOD],
    [['github-bad', '--host', github.base], GITHUB_BAD],
    [['gitlab-good', '--host', gitlab.base], GITLAB_GOOD],
    [
      ['oauth', '--provider', 'oauth2', '--host', oidc.base, '--field', 'client-id', '--field', 'client-secret'],
      [minted, oidc.client.id, oidc.client.secret].join('\n'),
    ],
  ];
  for (const [args, stdin] of adds) {
    const added = await tk(home, ['add', ...args], `${stdin}\n`);
    expect([args[0], added.status, added.stderr.includes('error')]).toEqual([args[0], 0, false]);
  }

  const checked = await tk(home, ['check', '--all', '--json']);
  expect(checked.status).toBe(7);
  const tokens: { name: string; scopes: string[] }[] = JSON.parse(checked.stdout);
  const named = new Map(tokens.map((token) => [token.name, { ...token, scopes: [...token.scopes].sort() }]));
  expect([...named.keys()].sort()).toEqual(['github-bad', 'github-good', 'gitlab-good', 'oauth']);
  expect(named.get('github-good')).toMatchObject({
    provider: 'github',
    host: github.base,
    state: 'valid',
    cause: null,
    scopes: ['read:org', 'repo'],
    expiresAt: `${YEAR}-12-31T12:55:53Z`,
    expiryKind: 'at',
    expiryPrecision: 'instant',
    evidence: { asked: `GET ${github.base.slice('http://'.length)}/api/v3/user`, status: 200 },
  });
  expect(named.get('github-bad')).toMatchObject({ state: 'invalid', expiresAt: null, expiryKind: 'unknown' });
  expect(named.get('gitlab-good')).toMatchObject({
    provider: 'gitlab',
    state: 'valid',
    scopes: ['read_api'],
    expiresAt: `${YEAR}-12-31T00:00:00Z`,
    expiryPrecision: 'date',
  });
  // An hour is within the lead times.
  expect(named.get('oauth')).toMatchObject({
    provider: 'oauth2',
    state: 'expiring',
    scopes: ['repo:read', 'repo:write'],
    expiryKind: 'at',
  });

  await oidc.revoke(minted);
  const again = await tk(home, ['check', 'oauth', '--json']);
  expect([again.status, JSON.parse(again.stdout)]).toMatchObject([7, [{ state: 'invalid' }]]);
});

test('an issuer that is down says nothing against its tokens, and the last good look is kept', async () => {
  const { github } = await startIssuers();
  github.tokens.set(GITHUB_GOOD, { login: 'octo', scopes: 'repo' });
  const lab = await startLab({ start: new Date().toISOString() });
  await tk(lab.home, ['add', 'ci', '--host', github.base], GITHUB_GOOD);
  const outages = [
    { reply: { status: 503 }, cause: 'outage' },
    { reply: { status: 302, headers: { location: 'https://portal.example/login' } }, cause: 'captive-portal' },
    {
      reply: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' },
      cause: 'captive-portal',
    },
    { reply: { status: 407 }, cause: 'proxy' },
    { reply: { status: 200, fault: 'cut' as const, body: '{}' }, cause: 'outage' },
  ];
  for (const { reply, cause } of outages) {
    github.insteadAlways(reply);
    const checked = await tk(lab.home, ['check', 'ci', '--json']);
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([8, [{ state: 'unknown', cause }]]);
  }
  const shown = JSON.parse((await tk(lab.home, ['show', 'ci', '--json'])).stdout);
  expect(shown.lastGoodAt).toMatch(/Z$/);
  expect((await tk(lab.home, ['get', 'ci'])).stdout.trim()).toBe(GITHUB_GOOD);
});
