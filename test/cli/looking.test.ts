import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveGithub, type Github } from '../support/issuers/github.ts';
import { serveGitlab, type Gitlab } from '../support/issuers/gitlab.ts';
import { freshHome, githubToken, startAgent, tokenkeepAt, type Agent } from './run-tokenkeep.ts';

const home = freshHome();
const tokenkeep = tokenkeepAt(home);
const glpat = `glpat-${'0'.repeat(20)}`;
let [agent, github, gitlab]: [Agent?, Github?, Gitlab?] = [];

beforeAll(async () => {
  [agent, github, gitlab] = await Promise.all([startAgent(home), serveGithub(), serveGitlab()]);
  const tokens = github.tokens;
  tokens.set(githubToken(1), { login: 'octo', scopes: 'repo, gist', expires: '2099-12-31 17:55:53 +0500' });
  const sso = {
    status: 403,
    headers: { 'x-github-sso': 'required; url=https://x.test' },
    body: { message: 'Resource protected by organization SAML enforcement.' },
  };
  tokens.set(githubToken(2), { login: 'octo', refusal: sso });
  tokens.set(githubToken(4), { login: 'octo', refusal: { status: 503, body: 'unavailable' } });
  gitlab.tokens.set(glpat, { userId: 1, scopes: ['read_api'], expiresAt: '2099-12-31' });
  for (const [name, digit] of [
    ['good', 1],
    ['blocked', 2],
    ['dead', 3],
    ['unsure', 4],
  ] as const) {
    await tokenkeep(['add', name, '--host', github.base, '--env', 'test', '--consumer', 'ci', '--consumer', 'me'], {
      stdin: githubToken(digit),
    });
  }
  await tokenkeep(['add', 'lab', '--host', gitlab.base], { stdin: glpat });
});
afterAll(async () => {
  await Promise.all([agent?.stop(), github?.close(), gitlab?.close()]);
  rmSync(home, { recursive: true });
});

const json = async (...args: string[]) => JSON.parse((await tokenkeep([...args, '--json'])).stdout);

test('check tells each state with its evidence; one that is dead decides the status', async () => {
  const checked = await tokenkeep(['check', '--all', '--json']);
  expect(checked.status).toBe(7);
  const states = JSON.parse(checked.stdout).map(({ name, state, cause }: Record<string, string>) => [
    name,
    state,
    cause,
  ]);
  expect(states).toEqual([
    ['dead', 'invalid', null],
    ['blocked', 'blocked', 'sso-required'],
    ['unsure', 'unknown', 'outage'],
    ['lab', 'valid', null],
    ['good', 'valid', null],
  ]);
});

test.each([
  ['good', 0],
  ['blocked', 0],
  ['unsure', 8],
  ['dead', 7],
])('check %s ends with %i', async (name, status) => {
  const checked = await tokenkeep(['check', name]);
  expect(checked.status).toBe(status);
  expect(checked.stdout).toMatch(new RegExp(`${name}: GET 127\\.0\\.0\\.1:\\d+/api/v3/user said \\d{3}`));
});

test('a token in JSON has all that other programs may read, and no more than facts', async () => {
  const shown = await json('show', 'good');
  expect(shown).toEqual({
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    name: 'good',
    vault: 'personal',
    provider: 'github',
    host: github?.base,
    subject: 'octo',
    owner: null,
    environment: 'test',
    consumers: ['ci', 'me'],
    kind: 'github-pat-classic',
    link: `${github?.base.replace('http:', 'https:')}/settings/tokens`,
    logins: [],
    seen: { uses: [], calls: [], leastScopes: null },
    audience: [],
    scopes: ['repo', 'gist'],
    fields: [],
    state: 'valid',
    cause: null,
    expiresAt: '2099-12-31T12:55:53Z',
    expiryKind: 'at',
    expiryPrecision: 'instant',
    expirySource: 'issuer',
    addedAt: expect.stringMatching(/Z$/),
    issuedAt: null,
    checkedAt: expect.stringMatching(/Z$/),
    lastGoodAt: expect.stringMatching(/Z$/),
    renews: 'none',
    schedule: null,
    rotatedAt: null,
    targets: [],
    oldValues: [],
    revocation: null,
    nextDue: { what: 'check', at: expect.stringMatching(/Z$/) },
    evidence: { at: shown.checkedAt, asked: expect.stringMatching(/^GET 127.*user$/), status: 200, said: null },
    warnings: expect.arrayContaining([{ code: 'owner-missing' }]),
  });
  expect(await json('show', 'lab')).toMatchObject({
    expiresAt: '2099-12-31T00:00:00Z',
    expiryPrecision: 'date',
    scopes: ['read_api'],
  });
});

describe('for a person', () => {
  test('the list is one line a token, worst first, told apart by shape, with no colour in a pipe', async () => {
    const { stdout } = await tokenkeep(['list'], { env: { LC_ALL: 'C.UTF-8' } });
    expect(stdout.split('\n').map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
      ['◆', 'Not accepted', 'dead', 'github', 'no expiry known'],
      ['■', 'Works, but blocked: SSO needed', 'blocked', 'github', 'no expiry known'],
      ['◌', expect.stringMatching(/^Can't tell/), 'unsure', 'github', 'no expiry known'],
      ['●', 'Valid', 'lab', 'gitlab', '2099-12-31'],
      ['●', 'Valid', 'good', 'github', '2099-12-31 12:55Z'],
      [''],
    ]);
    expect(stdout).not.toContain('\u001b');
    expect((await tokenkeep(['list'], { env: { LC_ALL: 'C' } })).stdout).toMatch(/^x {2}Not accepted/);
  });

  test('a token is shown fact by fact', async () => {
    const { stdout } = await tokenkeep(['show', 'good'], { env: { LC_ALL: 'C.UTF-8' } });
    expect(stdout).toMatch(/^● Name +good\n {2}State +Valid\n/);
    expect(stdout).toContain('Used by      ci, me');
  });
});

test('a dead token is not lent', async () => {
  const got = await tokenkeep(['get', 'dead']);
  expect(got).toMatchObject({ status: 7, stdout: '' });
  expect(got.stderr).toMatch(/^tokenkeep: error: dead is of no use now: \S.*[^.]\ntokenkeep: hint: [a-z].*[^.]\n$/);
});

test('facts are changed, a name too, and taken away again', async () => {
  expect(
    await json('edit', 'lab', '--name', 'lab two', '--owner', 'Ann', '--env', 'prod', '--consumer', 'bot'),
  ).toMatchObject({
    name: 'lab two',
    owner: 'Ann',
    environment: 'prod',
    consumers: ['bot'],
  });
  expect(await json('edit', 'lab two', '--owner', '', '--consumer', '')).toMatchObject({ owner: null, consumers: [] });
  expect(await tokenkeep(['edit', 'lab two'])).toMatchObject({ status: 2, stdout: '' });
  expect(await tokenkeep(['edit', 'lab two', '--expires', 'tomorrow'])).toMatchObject({ status: 2, stdout: '' });
});

test('a new value keeps the rest', async () => {
  const renewed = `glpat-${'1'.repeat(20)}`;
  gitlab?.tokens.set(renewed, { userId: 1, scopes: ['read_api'], expiresAt: '2098-01-31' });
  const replaced = await tokenkeep(['replace', 'lab two', '--json'], { stdin: `${renewed}\n` });
  expect(JSON.parse(replaced.stdout)).toMatchObject({
    name: 'lab two',
    environment: 'prod',
    state: 'valid',
    expiresAt: '2098-01-31T00:00:00Z',
  });
  expect((await tokenkeep(['get', 'lab two', '--tool', 'git'])).stdout).toBe(`${renewed}\n`);
  const lines = await json('audit');
  expect(lines[0]).toMatchObject({
    act: 'get',
    label: 'lab two',
    outcome: 'lent',
    actor: expect.stringContaining('git by tokenkeep, pid '),
  });
});

test('what is forgotten is gone from here and said to live on there', async () => {
  const forgotten = await tokenkeep(['forget', 'lab two']);
  expect(forgotten).toMatchObject({ status: 0, stdout: 'Forgot lab two: it is gone from here.\n' });
  expect(forgotten.stderr).toContain('it still works at GitLab until it is revoked there or expires');
  expect((await tokenkeep(['get', 'lab two'])).status).toBe(3);
});
