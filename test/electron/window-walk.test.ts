import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { days, instant, isoOf } from '../../shared/time.ts';
import { freshHome, launchApp, until } from './launch-app.ts';

const fake = (digit: string): string => `ghp_${digit.repeat(36)}`;
const complaints: string[] = [];

let app: ElectronApplication;
let page: Page;
let issuer: Server;
let host = '';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const strip = () => page.locator('.tk-strip').textContent();
const title = () => page.getByRole('heading', { level: 1 }).textContent();
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const clipboard = (): string => {
  try {
    return execFileSync('xclip', ['-o', '-selection', 'clipboard'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
};

async function userCopies(text: string): Promise<void> {
  const owner = spawn('xclip', ['-i', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
  owner.stdin.end(text);
  await until(() => clipboard() === text);
}

/** Everything in the page that could hold a value: its text, its attributes, and what stands in its fields. */
const pageHolds = (value: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [document.documentElement.outerHTML, ...fields].some((text) => text.includes(wanted));
  }, value);

async function openAdd(): Promise<void> {
  await button('Add a token').first().press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Add a token' }).waitFor();
}

/** The picture comes a moment after the answer. */
const stateSays = (words: string) =>
  until(async () => (await page.getByLabel('State').textContent())?.includes(words), 5000);
const factsSay = (words: string) =>
  until(async () => (await page.locator('.tk-facts').textContent())?.includes(words), 5000);

/** From the menu of a token. */
async function choose(act: string): Promise<void> {
  await button('More').press('Enter');
  await page.getByRole('menuitem', { name: act }).press('Enter');
}

async function arriveAt(name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

beforeAll(async () => {
  issuer = createServer((request, response) => {
    request.resume();
    // Values that repeat one digit live, but for nines; made-up ones do not.
    const lives = /^Bearer ghp_([0-8])\1{35}$/.test(request.headers.authorization ?? '');
    response.writeHead(lives ? 200 : 401, { 'content-type': 'application/json', 'x-oauth-scopes': 'repo, read:org' });
    response.end(JSON.stringify(lives ? { login: 'octo', id: 1 } : { message: 'Bad credentials' }));
  });
  issuer.listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  host = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.name));
  await arriveAt('Welcome to Tokenkeep');
});
afterAll(async () => {
  await app.close();
  issuer.close();
});

describe('the window, by keyboard alone', () => {
  test('adds a token from the clipboard, says what it is and what was cleaned, and clears the clipboard', async () => {
    await userCopies(`"${fake('1')}"\n`);
    await openAdd();
    await button('From the clipboard').press('Enter');
    await page.getByText('Recognised as GitHub').waitFor();
    expect(await page.getByText('Taken away:').textContent()).toContain('quotes');
    await page.getByLabel('Name').fill('deploy');
    await page.getByLabel('Host').fill(host);
    await page.getByLabel('Owner').fill('Alice');
    await page.getByLabel('Owner').press('Enter');
    await arriveAt('deploy');
    await stateSays('Valid');
    expect(clipboard()).toBe('');
    expect(await pageHolds(fake('1'))).toBe(false);
  });

  test('adds one by the masked field, and wipes it whatever the answer is', async () => {
    await openAdd();
    const field = page.getByLabel('Or paste it here');
    await field.fill(fake('2'));
    await page.getByText('Recognised as GitHub').waitFor();
    expect(await field.getAttribute('type')).toBe('password');
    await page.getByLabel('Name').fill('nightly');
    await page.getByLabel('Host').fill('http://git.example.org');
    await button('Add token').press('Enter');
    await page.getByRole('alert').getByText('plain http is only for this machine').waitFor();
    expect(await pageHolds(fake('2'))).toBe(false);

    await page.getByLabel('Or paste it here').fill(fake('2'));
    await page.getByLabel('Host').fill(host);
    await button('Add token').press('Enter');
    await arriveAt('nightly');
    expect(await pageHolds(fake('2'))).toBe(false);
  });

  test('asks before it takes a paste with a hidden character in it', async () => {
    await userCopies(`${fake('3').slice(0, 20)}\u200b${fake('3').slice(20)}`);
    await openAdd();
    await button('From the clipboard').press('Enter');
    await page.getByRole('alert').getByText('a hidden character at position').waitFor();
    await button('Take the hidden character out').press('Enter');
    await page.getByText('Recognised as GitHub').waitFor();
    await page.keyboard.press('Escape');
    await arriveAt('nightly');
  });

  test('points out a value that is kept already, and a name that is taken', async () => {
    await openAdd();
    await page.getByLabel('Or paste it here').fill(fake('1'));
    await page.getByText('The same value is kept already as deploy').waitFor();
    await page.getByLabel('Name').fill('deploy');
    await page.getByText('There is already a token of that name').waitFor();
    await page.keyboard.press('Escape');
    await arriveAt('nightly');
  });

  test('finds a token as one types, opens it, and comes back to its row', async () => {
    await page.keyboard.press('/');
    await until(async () => (await focused()) === 'Search tokens');
    await page.keyboard.type('night');
    await until(async () => (await page.locator('.tk-row').count()) === 1);
    await page.locator('.tk-row-open').press('Enter');
    await arriveAt('nightly');
    await page.keyboard.press('Escape');
    await until(async () => (await focused()).startsWith('nightly'));
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('.tk-row').count()) === 2);
    await page.keyboard.press('Home');
    await until(async () => (await focused()).startsWith('deploy'));
  });

  test('checks a token and says what came of it', async () => {
    await page.keyboard.press('Enter');
    await arriveAt('deploy');
    await button('Check now').press('Enter');
    await until(async () => (await strip())?.includes('deploy: Valid'));
    await stateSays('/user said 200');
  });

  test('copies a value, says until when, and shows it nowhere', async () => {
    await button('Copy').press('Enter');
    await until(async () => /on the clipboard until \d\d:\d\d:\d\d/.test((await strip()) ?? ''));
    expect(clipboard()).toBe(fake('1'));
    expect(await pageHolds(fake('1'))).toBe(false);
  });

  test('changes the facts of a token, and snoozes it once its end is near', async () => {
    const soon = isoOf(instant(Date.now() + days(5))).slice(0, 10);
    await button('Edit').press('Enter');
    await page.getByLabel('Owner').fill('');
    await page.getByRole('combobox', { name: 'Used by' }).fill('pipeline');
    await page.getByRole('combobox', { name: 'Used by' }).press('Enter');
    await page.getByText('On a date').click();
    await page.getByLabel('Expires on').fill(soon);
    await button('Save').press('Enter');
    await arriveAt('deploy');
    await stateSays('Expires in 4 days');
    await factsSay('Nobody named');
    await page.locator('.tk-graph').getByText('pipeline').waitFor();
    await factsSay('by your word');
    await button('More').press('Enter');
    await page.getByRole('menuitem', { name: 'For 1 day' }).press('Enter');
    await until(async () => (await strip())?.includes('deploy is left alone until'));
    await factsSay('Snoozed');
  });

  test('puts a new value in the place of a dead one', async () => {
    await button('Replace').press('Enter');
    await arriveAt('Replace deploy');
    await page.getByLabel('Or paste it here').fill(fake('9'));
    await button('Replace value').press('Enter');
    await arriveAt('deploy');
    await stateSays('Not accepted');
    await button('Home').press('Enter');
    await arriveAt('1 token needs you');
    await button('Replace: deploy').press('Enter');
    await page.getByLabel('Or paste it here').fill(fake('4'));
    await button('Replace value').press('Enter');
    await arriveAt('deploy');
    await stateSays('Valid');
  });

  test('keeps a setting that makes sense, and says what is wrong with one that does not', async () => {
    await button('Settings').press('Enter');
    const leads = page.getByLabel('Lead times', { exact: true });
    await leads.fill('soon');
    await leads.press('Enter');
    await page.getByText('is not right: durations such as').waitFor();
    await leads.fill('7d, 1d');
    await leads.press('Enter');
    await until(async () => (await strip())?.includes('saved as 7d,1d'));
    await page.getByLabel('Quiet hours').press('Space');
    await button('Save quiet hours').press('Enter');
    await until(async () => (await strip())?.includes('saved as 22:00-07:00'));
  });

  test('pauses notices and lets them come again', async () => {
    await button('Inbox').press('Enter');
    await button('Pause').press('Enter');
    await page.getByRole('menuitem', { name: 'For 1 hour' }).press('Enter');
    await page.getByRole('note').getByText('Nothing pops up until').waitFor();
    await button('Resume').press('Enter');
    await button('Pause').waitFor();
  });

  test('names the true keyring of this machine', async () => {
    await button('Doctor').press('Enter');
    await page.getByRole('list', { name: 'Findings' }).getByText('gnome-keyring').waitFor();
  });

  test('says that a forgotten token still works at its issuer, and asks first', async () => {
    await button('Tokens').press('Enter');
    await page.locator('.tk-row-open', { hasText: 'nightly' }).press('Enter');
    await choose('Forget');
    await page.getByRole('dialog').getByText('It still works at GitHub').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await title()).toBe('nightly');
    await choose('Forget');
    await button('Forget here').press('Enter');
    await arriveAt('Tokens');
    await until(async () => (await page.locator('.tk-row').count()) === 1);
  });

  test('walked all of this without a word of complaint from the page', () => {
    expect(complaints).toEqual([]);
  });
});
