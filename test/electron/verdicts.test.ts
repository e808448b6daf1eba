import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveLoopback, type Loopback, type Reply } from '../support/issuers/loopback.ts';
import { freshHome, launchApp, until } from './launch-app.ts';

const value = `ghp_${'0'.repeat(36)}`;
const says = (message: string) => ({ message, documentation_url: 'https://docs.github.com/rest' });

let app: ElectronApplication;
let page: Page;
let issuer: Loopback;
let reply: Reply = { status: 500 };

beforeAll(async () => {
  issuer = await serveLoopback(({ headers }) =>
    headers['authorization'] === `Bearer ${value}` ? reply : { status: 401, body: says('Bad credentials') },
  );
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});
beforeEach(async () => {
  await page.keyboard.press('Escape');
});

/** As a person does it: copied, pasted into the form, named, added. */
async function paste(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a token', exact: true }).first().press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Add a token' }).waitFor();
  await page.getByLabel('Or paste it here').fill(value);
  await page.getByText('Recognised as GitHub').waitFor();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Host').fill(issuer.base);
  await page.getByRole('button', { name: 'Add token', exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

const state = () => page.getByLabel('State', { exact: true }).textContent();

const cases: readonly (readonly [name: string, reply: Reply, sentences: readonly string[]])[] = [
  [
    'dead',
    { status: 401, body: says('Bad credentials') },
    ['Not accepted', 'GET 127.0.0.1', 'said 401 (bad credentials)', 'Make a new one at GitHub and replace it here.'],
  ],
  [
    'blocked',
    {
      status: 403,
      headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
      body: says('Resource protected by organization SAML enforcement.'),
    },
    ['Works, but blocked: SSO needed', 'said 403 (sso required)', 'Authorise it for single sign-on'],
  ],
  [
    'limited',
    { status: 429, headers: { 'retry-after': '3117' }, body: says('Too many requests') },
    [
      "Can't tell: the issuer asks to wait",
      'said 429',
      'asked again by itself when the issuer allows it',
      'Nothing was learned against it.',
    ],
  ],
  [
    'portal',
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Welcome</title>' },
    [
      "Can't tell: a sign-in page of this network is in the way",
      'said 200',
      'Sign in to the network',
      'Nothing was learned against it.',
    ],
  ],
];

describe('a pasted token', () => {
  test.each(cases)('that is %s says so, how that is known, what to do, and where', async (name, answer, sentences) => {
    reply = answer;
    await paste(name);
    for (const sentence of sentences) await until(async () => (await state())?.includes(sentence));
    const open = page.getByRole('button', { name: 'Open at GitHub' });
    expect(await open.getAttribute('title')).toBe(`${issuer.base.replace('http:', 'https:')}/settings/tokens`);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
  });
});
