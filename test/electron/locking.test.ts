import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrivateKeyring, type PrivateKeyring } from '../keyring/private-keyring.ts';
import { ask, freshHome, launchApp, launchAppIn, until } from './launch-app.ts';
import { clickMenu, readMenu, shownLabel, trayItems } from './tray-over-dbus.ts';

const out = path.resolve(import.meta.dirname, '../../out/screenshots');
const RIGHT = 'correct horse battery staple';
const fake = `ghp_${'7'.repeat(36)}`;

const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const add = (page: Page, label: string) =>
  ask(page, 'add', { label, provider: 'other', pasted: { kind: 'value', text: fake } });
const copy = (page: Page, token: string) => ask(page, 'copy', { token });

/** The longest that main's event loop was held up while some work went on, in milliseconds. */
async function lagOf(app: ElectronApplication, work: () => Promise<unknown>): Promise<number> {
  await app.evaluate(() => {
    const seen = { last: performance.now(), longest: 0 };
    const timer = setInterval(() => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - seen.last - 10);
      seen.last = now;
    }, 10);
    Object.assign(globalThis, { lag: { seen, timer } });
  });
  await work();
  return app.evaluate(() => {
    const { lag } = globalThis as unknown as { lag: { seen: { longest: number }; timer: NodeJS.Timeout } };
    clearInterval(lag.timer);
    return lag.seen.longest;
  });
}

/** As the desktop says on its bus that its screen was locked; Electron does not hear that on Linux. */
function shutScreen(): void {
  const signal = ['/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true'];
  execFileSync('dbus-send', ['--session', '--type=signal', ...signal]);
}

describe('the lock, in window and tray', () => {
  let app: ElectronApplication;
  let page: Page;
  const labels = async () => {
    const [item] = await trayItems();
    return item === undefined ? [] : (await readMenu(item)).map(({ label }) => shownLabel(label ?? ''));
  };

  beforeAll(async () => {
    mkdirSync(out, { recursive: true });
    app = await launchApp(freshHome(), '--open');
    page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await add(page, 'deploy');
  });
  afterAll(() => app.close());

  test('is there once a passphrase is set', async () => {
    expect(await page.getByRole('button', { name: 'Lock', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(RIGHT);
    await page.getByRole('textbox', { name: 'New passphrase, again' }).fill('something else');
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await page.getByText('The two are not the same.').waitFor();
    await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(RIGHT);
    await page.getByRole('textbox', { name: 'New passphrase, again' }).fill(RIGHT);
    await page.screenshot({ path: path.join(out, 'lock-settings.png'), fullPage: true });
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await page.getByText('Tokenkeep can be locked now.').waitFor();
    await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
    expect(
      await page
        .locator('input[type=password]')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join('')),
    ).toBe('');
  });

  test('shuts: no value leaves, the tray says so, and names are still shown', async () => {
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await heading(page, 'Locked').waitFor();
    expect(await copy(page, 'deploy')).toEqual({ ok: false, failure: { code: 'vault-locked' } });
    await page.getByRole('button', { name: 'Tokens' }).click();
    await page.getByRole('button', { name: 'deploy' }).first().waitFor();
    await until(async () => (await labels()).includes('Unlock…'), 2000);
    expect((await labels())[0]).toBe('Locked');
    await page.screenshot({ path: path.join(out, 'locked.png') });
  });

  test('opens to the passphrase alone, and says why it does not', async () => {
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('not the one');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('That is not the passphrase. Nothing was changed.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Passphrase', exact: true }).inputValue()).toBe('');
    await until(async () => (await ask(page, 'unlock', { passphrase: RIGHT })).ok);
    await heading(page, 'Locked').waitFor({ state: 'detached' });
    expect(await copy(page, 'deploy')).toMatchObject({ ok: true });
  });

  test('shuts with the screen and before sleep, and from the tray', async () => {
    for (const sign of ['lock-screen', 'suspend']) {
      await app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), sign);
      await heading(page, 'Locked').waitFor();
      await ask(page, 'unlock', { passphrase: RIGHT });
      await heading(page, 'Locked').waitFor({ state: 'detached' });
    }
    await until(async () => (await labels()).includes('Lock'), 2000);
    shutScreen();
    await heading(page, 'Locked').waitFor();
    await ask(page, 'unlock', { passphrase: RIGHT });
    await until(async () => (await labels()).includes('Lock'), 2000);
    await clickMenu((await trayItems())[0] ?? '', 'Lock');
    await heading(page, 'Locked').waitFor();
  });
});

describe('where there is no keychain', () => {
  let keyring: PrivateKeyring;
  beforeAll(async () => {
    keyring = await startPrivateKeyring({ service: 'none' });
  });
  afterAll(() => keyring.stop());

  test('the first run offers a passphrase vault, which is locked after each start and named as what it is', async () => {
    const home = freshHome();
    const start = async () => {
      const begun = performance.now();
      const app = await launchAppIn({ ...keyring.env }, home, '--open');
      const page = await app.firstWindow();
      await page.getByRole('heading', { level: 1 }).waitFor();
      return { app, page, ms: performance.now() - begun };
    };
    const first = await start();
    try {
      await heading(first.page, 'No keychain answers').waitFor();
      await first.page.screenshot({ path: path.join(out, 'no-keychain.png'), fullPage: true });
      await first.page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(RIGHT);
      await first.page.getByRole('textbox', { name: 'New passphrase, again' }).fill(RIGHT);
      await first.page.getByRole('button', { name: 'Keep values under a passphrase' }).click();
      await first.page.getByText('The passphrase vault answers.').waitFor();
      await add(first.page, 'deploy');
      expect(await copy(first.page, 'deploy')).toMatchObject({ ok: true });
    } finally {
      await first.app.close();
    }
    const second = await start();
    try {
      await heading(second.page, 'Locked').waitFor();
      expect(await copy(second.page, 'deploy')).toMatchObject({ failure: { code: 'vault-locked' } });
      await second.page.screenshot({ path: path.join(out, 'sealed.png') });
      await second.page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(RIGHT);
      await second.page.getByRole('button', { name: 'Unlock' }).click();
      await heading(second.page, 'Locked').waitFor({ state: 'detached' });
      expect(await copy(second.page, 'deploy')).toMatchObject({ ok: true });
    } finally {
      await second.app.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe('with a keychain in trouble', () => {
  const keychain = (act: 'lock' | 'unlock') =>
    execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../build/session-keyring.mjs'), act]);

  test('the window and the tray are there all the same, nothing is held up, and all goes on when it opens', async () => {
    const home = freshHome();
    const app = await launchApp(home, '--open');
    try {
      const page = await app.firstWindow();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await add(page, 'deploy');
      await app.close();
      keychain('lock');
      const begun = performance.now();
      const again = await launchApp(home, '--open');
      try {
        const window = await again.firstWindow();
        await window.getByText('The keyring is locked. Nothing was lost.').waitFor();
        await until(async () => (await trayItems()).length === 1, 5000);
        expect(performance.now() - begun).toBeLessThan(15_000);
        const lag = await lagOf(again, async () => {
          expect(await copy(window, 'deploy')).toMatchObject({ failure: { code: 'keyring-locked' } });
          expect(await add(window, 'other')).toMatchObject({ failure: { code: 'keyring-locked' } });
        });
        expect(lag).toBeLessThan(200);
        keychain('unlock');
        await until(async () => (await copy(window, 'deploy')).ok, 20_000);
        await window.getByText('The keyring is locked. Nothing was lost.').waitFor({ state: 'detached' });
      } finally {
        await again.close();
      }
    } finally {
      keychain('unlock');
      rmSync(home, { recursive: true, force: true });
    }
  });
});
