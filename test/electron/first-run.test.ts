import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshHome, launchApp, until } from './launch-app.ts';

/** What a person takes for a key, and for finding the next. */
const KEY_MS = 60;
const LOOK_MS = 400;

const value = `ghp_${'1'.repeat(36)}`;

let app: ElectronApplication;
let page: Page;
let issuer: Server;

beforeAll(async () => {
  issuer = createServer((request, response) => {
    request.resume();
    const lives = request.headers.authorization === `Bearer ${value}`;
    response.writeHead(lives ? 200 : 401, { 'content-type': 'application/json', 'x-oauth-scopes': 'repo' });
    response.end(JSON.stringify(lives ? { login: 'octo', id: 1 } : { message: 'Bad credentials' }));
  });
  issuer.listen(0, '127.0.0.1');
  await once(issuer, 'listening');
});
afterAll(async () => {
  await app.close();
  issuer.close();
});

/** As it is said of what has the focus. */
const focused = () =>
  page.evaluate(() => {
    const here = document.activeElement;
    const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : undefined;
    return (here?.getAttribute('aria-label') ?? label ?? here?.textContent ?? '').trim();
  });

async function tabTo(name: RegExp): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press('Tab', { delay: KEY_MS });
  }
  throw new Error(`Tab never came to ${name}`);
}

test('from the first start to a first valid token takes less than a minute, with no mouse', async () => {
  const begun = Date.now();
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
  await page.getByRole('heading', { level: 1, name: 'Welcome to Tokenkeep' }).waitFor();
  await page.waitForTimeout(LOOK_MS * 5);
  await tabTo(/clipboard/i);
  await page.keyboard.press('Enter', { delay: KEY_MS });
  await page.getByRole('heading', { level: 1, name: 'Add a token' }).waitFor();
  await tabTo(/^Or paste it here/);
  await page.keyboard.insertText(value);
  await page.getByText('Recognised as GitHub').waitFor();
  await page.waitForTimeout(LOOK_MS);
  await tabTo(/^Name/);
  await page.keyboard.type('deploy', { delay: KEY_MS });
  await tabTo(/^Host/);
  await page.keyboard.type(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}`, { delay: KEY_MS });
  await page.keyboard.press('Enter', { delay: KEY_MS });
  await page.getByRole('heading', { level: 1, name: 'deploy' }).waitFor();
  await until(async () => (await page.getByLabel('State').textContent())?.includes('Valid'), 5000);
  expect(Date.now() - begun).toBeLessThan(60_000);
});
