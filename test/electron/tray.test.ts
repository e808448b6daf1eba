import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';
import { activate, clickMenu, readMenu, shownLabel, trayItems } from './tray-over-dbus.ts';

const run = promisify(execFile);
const out = path.resolve(import.meta.dirname, '../../out/screenshots');
const fake = (digit: string) => `ghp_${digit.repeat(36)}`;

let app: ElectronApplication;
let page: Page;
let item = '';

const labels = async () => (await readMenu(item)).map(({ label }) => shownLabel(label ?? ''));
/** The page may be gone before the key is up. */
const pressLast = (peek: Page, key: string) =>
  peek
    .getByRole('searchbox')
    .press(key)
    .catch(() => undefined);
const add = (label: string, digit: string) =>
  ask(page, 'add', { label, provider: 'other', pasted: { kind: 'value', text: fake(digit) } });

beforeAll(async () => {
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
});
// A panel that is late is given a new icon, which has another name.
beforeEach(async () => {
  item = await until(async () => (await trayItems())[0]);
});
afterAll(() => app.close());

describe('the tray', () => {
  test('shows a new token within two seconds', async () => {
    await add('deploy', '0');
    await until(async () => (await labels()).some((label) => label.startsWith('deploy')), 2000);
    expect((await labels())[0]).toContain('1 token');
  });

  test('shows names with & and _ as they are written', async () => {
    await add('R&D _build_ && __x', '1');
    await until(async () => (await labels()).some((label) => label.startsWith('R&D _build_ && __x')), 2000);
  });

  test('opens that token from its submenu', async () => {
    await clickMenu(item, 'deploy', 'Open');
    await until(() => page.getByRole('heading', { name: 'deploy' }).isVisible());
  });

  test('opens the window by its menu', async () => {
    await page.close();
    await until(() => app.windows().length === 0);
    await clickMenu(item, 'Open Tokenkeep');
    page = await until(() => app.windows()[0]);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('shows the worst few and a search on a click on the icon; what is found opens in the window', async () => {
    await page.close();
    await until(() => app.windows().length === 0);
    await activate(item);
    const peek = await until(() => app.windows()[0]);
    await peek.getByRole('button', { name: /^deploy/ }).waitFor();
    await peek.getByRole('searchbox').fill('R&D');
    await until(async () => (await peek.getByRole('listitem').count()) === 1);
    await peek.screenshot({ path: path.join(out, 'popover.png') });
    await pressLast(peek, 'Enter');
    page = await until(() => app.windows().find((window) => window.url().endsWith('/index.html')));
    await page.getByRole('heading', { level: 1, name: 'R&D _build_ && __x' }).waitFor();
    await until(() => app.windows().length === 1);
  });

  test('takes the small window away with a second click, and with Escape', async () => {
    const peeks = () => app.windows().filter((window) => window.url().endsWith('/popover.html'));
    await activate(item);
    await until(() => peeks().length === 1);
    await activate(item);
    await until(() => peeks().length === 0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await activate(item);
    const peek = await until(() => peeks()[0]);
    await pressLast(peek, 'Escape');
    await until(() => peeks().length === 0);
  });

  test('pauses notices for an hour, and resumes them', async () => {
    await clickMenu(item, 'Pause notices', 'For 1 hour');
    await until(async () => (await labels()).includes('Resume notices'), 2000);
    await clickMenu(item, 'Resume notices');
    await until(async () => (await labels()).includes('Pause notices'), 2000);
  });

  test('shows fifteen tokens and says how many more there are, in fewer than 25 lines', async () => {
    for (let n = 0; n < 18; n += 1) await add(`bulk ${n}`, String.fromCharCode(65 + n));
    await until(async () => (await labels()).some((label) => /^\d+ more…$/.test(label)), 5000);
    expect((await labels()).length).toBeLessThan(25);
  });

  test('can be read and clicked on a real panel', async () => {
    mkdirSync(out, { recursive: true });
    await page.close();
    await until(() => app.windows().length === 0);
    await run('xdotool', ['mousemove', '14', '14', 'click', '3']);
    // A pixel inside the menu, over a desktop that is black.
    const pixel = ['-window', 'root', '-crop', '1x1+200+60', '-depth', '8', 'rgb:-'];
    await until(async () => (await run('import', pixel, { encoding: 'buffer' })).stdout.readUInt8(0) > 128);
    await run('import', ['-window', 'root', path.join(out, 'tray-menu.png')]);
    // "Quit" is the last entry; "Open Tokenkeep" stands above it.
    await run('xdotool', ['key', 'Up', 'key', 'Up', 'key', 'Return']);
    page = await until(() => app.windows()[0]);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});
