import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/issuers/person.ts';
import { serveSignIn, type SignInIssuer } from '../support/issuers/sign-in-issuer.ts';
import { ask, freshHome, launchAppIn, until } from './launch-app.ts';

/** In the session's own folder, which goes away with it. */
const folder = mkdtempSync(path.join(process.env['TOKENKEEP_SESSION'] ?? '', 'browser-'));
const openedPage = path.join(folder, 'opened');

let app: ElectronApplication;
let page: Page;
let issuer: SignInIssuer;

const button = (name: string) => page.getByRole('button', { name, exact: true });
const arriveAt = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** The desktop's way to a browser, which only writes down where it was sent. */
function aDesktopBrowser(): void {
  const opener = path.join(folder, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > '${openedPage}'\n`);
  chmodSync(opener, 0o755);
}

async function fill(name: string, how: string): Promise<void> {
  await button('Add a token').first().click();
  await page.getByText('Sign in', { exact: true }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Issuer').fill(issuer.base);
  await page.getByLabel('Client ID').fill(issuer.app);
  await page.getByLabel('Scopes').first().fill('openid');
  await page.getByLabel('Scopes').first().press('Enter');
  await page.getByRole('radio', { name: how }).check();
  await button('Sign in').click();
}

beforeAll(async () => {
  aDesktopBrowser();
  issuer = await serveSignIn();
  const PATH = `${folder}:${process.env['PATH'] ?? ''}`;
  app = await launchAppIn({ PATH }, freshHome(), '--open');
  page = await app.firstWindow();
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

describe('signing in from the window', () => {
  test('the code for another device is large and can be copied; the token comes when the person is done', async () => {
    await fill('by code', 'With a code');
    const code = (await page.getByLabel('Code', { exact: true }).textContent()) ?? '';
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    const where = (await page.getByLabel('Page', { exact: true }).textContent()) ?? '';
    await button('Copy code').click();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(code);
    await visit(where, { types: { user_code: code } });
    await arriveAt('by code');
    expect(await page.locator('.tk-strip').textContent()).toContain('by code is signed in and kept.');
  });

  test('the page opens in the browser of the desktop, and the window waits', async () => {
    await fill('by page', 'In the browser');
    await page.getByText('on the page that has opened').waitFor();
    expect(await page.locator('.tk-main').evaluate((main) => main.scrollWidth <= main.clientWidth)).toBe(true);
    const url = await until(() => existsSync(openedPage) && readFileSync(openedPage, 'utf8'));
    await visit(url);
    await arriveAt('by page');
  });

  test('cancelled, the form is there again with what was written; left, it is given up', async () => {
    await fill('given up', 'In the browser');
    await button('Cancel sign-in').click();
    await page.getByText('The sign-in did not come to its end (cancelled).').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('given up');
    await button('Sign in').click();
    await page.getByText('Waiting for you there').waitFor();
    await page.keyboard.press('Escape');
    await arriveAt('by page');
    const again = { label: 'given up', issuer: issuer.base, clientId: issuer.app, how: 'device' } as const;
    const free = await until(async () => {
      const begun = await ask(page, 'signIn', again);
      return begun.ok && begun.value;
    });
    await ask(page, 'signInCancel', { id: free.id });
  });
});
