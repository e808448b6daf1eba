import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, chooses, freshHome, launchApp, until } from './launch-app.ts';

const value = (digit: string): string => `ghp_${digit.repeat(36)}`;
const words = 'five plain words for this';
const shelf = freshHome();
const file = path.join(shelf, 'all.age');

let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  for (const digit of ['1', '2', '3']) {
    await ask(page, 'add', { label: `ci-${digit}`, pasted: { kind: 'value', text: value(digit) }, provider: 'other' });
  }
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);
});
afterAll(() => app.close());

/** The longest time that main did nothing else, while something was done. */
async function lagDuring(act: () => Promise<void>): Promise<number> {
  await app.evaluate(() => {
    const seen = { last: performance.now(), most: 0 };
    const timer = setInterval(() => {
      seen.most = Math.max(seen.most, performance.now() - seen.last - 5);
      seen.last = performance.now();
    }, 5);
    Object.assign(globalThis, { lag: { seen, timer } });
  });
  await act();
  return app.evaluate(() => {
    const { lag } = globalThis as unknown as { lag: { seen: { most: number }; timer: NodeJS.Timeout } };
    clearInterval(lag.timer);
    return lag.seen.most;
  });
}

async function go(way: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Backup' }).press('Enter');
  await page.getByRole('radio', { name: way }).press('Space');
}

test('a backup is made by keyboard alone, with main free meanwhile, and holds nothing that can be read', async () => {
  await go('Make a backup');
  await page.getByLabel('Passphrase').fill(words);
  await page.getByLabel('The same again').fill('other words than those');
  await page.getByRole('button', { name: 'Save a backup' }).press('Enter');
  await page.getByText('The two are not the same.').waitFor();
  await page.getByLabel('Passphrase').fill(words);
  await page.getByLabel('The same again').fill(words);
  const lag = await lagDuring(async () => {
    await page.getByRole('button', { name: 'Save a backup' }).press('Enter');
    await page.getByText('3 tokens backed up, opened again and whole').waitFor();
  });
  // Trying one passphrase takes longer than this.
  expect(lag).toBeLessThan(800);
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect([value('1'), 'ci-1', words].some((text) => bytes.includes(text))).toBe(false);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(words);
});

test('what was lost and what was changed is shown, and comes back as it is ticked', async () => {
  await ask(page, 'forget', { token: 'ci-1' });
  await ask(page, 'replace', { token: 'ci-2', pasted: { kind: 'value', text: value('9') } });
  await chooses(app, file);
  await go('Restore');
  await page.getByRole('button', { name: 'Choose a backup' }).press('Enter');
  await page.getByLabel('Passphrase of the backup').fill('not those words');
  await page.getByRole('button', { name: 'Look into it' }).press('Enter');
  await page.getByText('Wrong passphrase').waitFor();
  await page.getByLabel('Passphrase of the backup').fill(words);
  await page.getByRole('button', { name: 'Look into it' }).press('Enter');
  const list = page.getByRole('list', { name: 'What is in the backup' });
  await list.waitFor();
  expect((await list.innerText()).split('\n').filter((line) => /here|same/i.test(line))).toEqual([
    'New here',
    'Newer here',
    'The same',
  ]);
  expect(await page.getByText(/The audit log of .* whole\./).count()).toBe(1);
  await page.getByRole('checkbox', { name: 'Restore ci-2' }).press('Space');
  await page.getByRole('button', { name: 'Restore 2 tokens' }).press('Enter');
  await page.getByText('2 tokens restored.').waitFor();
  const shown = await ask(page, 'guess', { pasted: { kind: 'value', text: value('2') } });
  expect(shown).toMatchObject({ ok: true, value: { duplicateOf: 'ci-2' } });
});

test('backups by themselves begin with a folder and a key that is never in the page', async () => {
  const key = path.join(shelf, 'key.txt');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, key);
  await chooses(app, shelf);
  await go('By itself');
  await page.getByText('No backup is made by itself.').waitFor();
  await page.getByRole('button', { name: 'Make a key' }).press('Enter');
  await page.getByText(`The key is in ${key} and nowhere else.`).waitFor();
  const identity = /AGE-SECRET-KEY-\w+/.exec(readFileSync(key, 'utf8'))?.[0] ?? 'none';
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(identity);
  await page.getByRole('button', { name: 'Choose a folder' }).press('Enter');
  await until(async () => (await page.getByLabel('Folder for backups').inputValue()) === shelf);
  await ask(page, 'set', { key: 'backupEvery', value: 'day' });
  await page.getByText(/The last .* opened again and whole/).waitFor();
  const [made = ''] = /\S+\.age/.exec((await page.getByText(/The last .*whole/).innerText()) ?? '') ?? [];
  expect(existsSync(made)).toBe(true);
});
