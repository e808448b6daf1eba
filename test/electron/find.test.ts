import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveLoopback, type Loopback } from '../support/issuers/loopback.ts';
import { homeOf, plantIn, PLAIN_FILES } from '../support/plain-home.ts';
import { ask, chooses, freshHome, launchAppIn, until } from './launch-app.ts';

let app: ElectronApplication;
let page: Page;
let issuer: Loopback;
const person = freshHome();
const fake = (digit: string): string => `ghp_${digit.repeat(36)}`;
const dead = new Set<string>();

const button = (name: string) => page.getByRole('button', { name, exact: true });
const main = () => page.locator('main');
const says = (words: string | RegExp) => main().getByText(words).first().waitFor();

async function goTo(way: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Find' }).press('Enter');
  await page.getByRole('radio', { name: way }).press('Space');
}

beforeAll(async () => {
  plantIn(person);
  issuer = await serveLoopback(({ path: asked, method, headers, body }) => {
    const value = /ghp_\w{36}/.exec(headers['authorization'] ?? body)?.[0] ?? '';
    if (method === 'POST' && asked.endsWith('/credentials/revoke')) {
      dead.add(value);
      return { status: 202, body: {} };
    }
    return dead.has(value)
      ? { status: 401, body: { message: 'Bad credentials' } }
      : { status: 200, headers: { 'x-oauth-scopes': 'repo' }, body: { login: 'octo', id: 1, type: 'User' } };
  });
  app = await launchAppIn(homeOf(person), freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

test('the first start says how many tokens lie on this machine in plain text, and leads to them', async () => {
  await says(/^19 tokens lie on this machine in plain text\.$/);
  await button('Show them').press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Find' }).waitFor();
  await until(async () => (await main().getByRole('listitem').count()) === 19);
  const shown = await main().innerText();
  for (const { value } of PLAIN_FILES) expect(shown).not.toContain(value);
});

test('a token is taken over and out of its file, and put back, by keyboard alone', async () => {
  const file = path.join(person, '.npmrc');
  const before = readFileSync(file, 'utf8');
  await page.getByRole('checkbox', { name: /npm registry\.npmjs\.org/ }).press('Space');
  await button('Take over 1').press('Enter');
  await page.getByRole('radio', { name: 'Take the values out' }).press('Space');
  await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).press('Enter');
  await says("tokenkeep setup npm 'npm registry.npmjs.org'");
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  await button(`Put back into ${file}`).press('Enter');
  await until(() => readFileSync(file, 'utf8') === before);
});

test('a file is shown row by row before any of it is taken, and removed only when that is said', async () => {
  const file = path.join(person, 'shop.csv');
  writeFileSync(file, `what;x,secret,where\nci,${fake('1')},github\ncopy,${fake('1')},github\n,short,\n`);
  await chooses(app, file);
  await goTo('From a file');
  await button('Choose a file').press('Enter');
  for (const [field, column] of [
    ['Column with names', 'what;x'],
    ['Column with values', 'secret'],
  ] as const) {
    await page.getByRole('combobox', { name: field }).press('Enter');
    await page.getByRole('option', { name: column }).click();
  }
  await button('Read it').press('Enter');
  await says('The same value as ci');
  await page.getByRole('checkbox', { name: 'Select ci' }).press('Space');
  await button('Import 1 token').press('Enter');
  await says('1 token imported.');
  await says(`The values still lie in ${file}.`);
  await button('Remove the file').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the file' }).press('Enter');
  await until(async () => (await page.locator('.tk-strip').textContent())?.includes('is removed.'));
  expect(() => readFileSync(file)).toThrow();
});

test('a KeePass file opens with its passphrase, which is asked for once', async () => {
  const file = path.join(person, 'tokens.kdbx');
  const keepass = (args: readonly string[], input: string) =>
    execFileSync('keepassxc-cli', args, { input, stdio: ['pipe', 'ignore', 'ignore'] });
  keepass(['db-create', '--set-password', '--decryption-time', '100', file], 'open sesame\nopen sesame\n');
  keepass(['add', '--quiet', '--password-prompt', file, 'vault ci'], `open sesame\n${fake('2')}\n`);
  await chooses(app, file);
  await goTo('From a file');
  await button('Choose another file').press('Enter');
  await page.getByLabel('Passphrase').fill('open sesame');
  await page.getByLabel('Passphrase').press('Enter');
  await page.getByRole('checkbox', { name: 'Select vault ci' }).press('Space');
  await button('Import 1 token').press('Enter');
  await says('1 token imported.');
});

test('a token that lies about is named, made dead and proven so, and one that is ignored goes', async () => {
  const folder = path.join(person, 'shop');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'notes.txt'), `one ${fake('3')}\n`);
  writeFileSync(path.join(folder, 'other.txt'), `two ${fake('4')}\n`);
  for (const [label, digit] of [
    ['deploy', '3'],
    ['nightly', '4'],
  ] as const) {
    const pasted = { kind: 'value' as const, text: fake(digit) };
    expect(await ask(page, 'add', { label, pasted, host: issuer.base })).toMatchObject({ ok: true });
  }
  await chooses(app, folder);
  await goTo('In a folder');
  await button('Choose a folder').press('Enter');
  await button('Search').press('Enter');
  await says('This is your token deploy');
  await says('2 found in 2 files.');
  await button('Ignore This is your token nightly in other.txt, line 1').press('Enter');
  await says('1 ignored.');
  expect(readFileSync(path.join(folder, '.tokenkeepignore'), 'utf8')).toMatch(/^\w{20} github-pat-classic\n$/);
  await button('Make it dead: deploy').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Make it dead' }).press('Enter');
  await says('deploy is revoked.');
  await says(/^The old value is dead\. GET 127\.0\.0\.1:\d+\/api\/v3\/user said 401/);
  await says('notes.txt, line 1');
  expect(dead).toEqual(new Set([fake('3')]));
  expect(await page.content()).not.toContain(fake('3'));
});
