import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';
import { activate, clickMenu, readMenu, shownLabel, trayItems } from './tray-over-dbus.ts';

const run = promisify(execFile);
const out = path.resolve(import.meta.dirname, '../../out/screenshots');
const fake = (digit: string) => `ghp_${digit.repeat(36)}`;

let app: ElectronApplication;
let page: Page;
let item = '';

const labels = async () => (await readMenu(item)).map(({ label }) => shownLabel(label ?? ''));
const add = (label: string, digit: string) =>
  ask(page, 'add', { label, provider: 'other', pasted: { kind: 'value', text: fake(digit) } });

beforeAll(async () => {
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
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

  test('opens the window by its menu and by a click on the icon', async () => {
    for (const open of [() => clickMenu(item, 'Open Tokenkeep'), () => activate(item)]) {
      await page.close();
      await until(() => app.windows().length === 0);
      await open();
      page = await until(() => app.windows()[0]);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
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
