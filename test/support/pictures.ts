// `npm run pictures`: the pictures of the README, drawn from the demo's vault in a private desktop, into `docs/pictures/`.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { freshHome, launchApp, until } from '../electron/launch-app.ts';
import { activate, trayItems } from '../electron/tray-over-dbus.ts';
import { seedDemo } from './demo-tokens.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs', 'pictures');
/** Enough for all that a flat surface shows, and a third of the bytes. */
const COLOURS = '192';
/** The height of the desktop's panel. */
const PANEL = 29;

if (process.env['TOKENKEEP_SESSION'] === undefined) await inPrivateDesktop();
else await draw();

async function inPrivateDesktop(): Promise<void> {
  const session = path.join(root, 'build', 'desktop-session');
  const child = spawn(session, [process.execPath, import.meta.filename], { stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  process.exitCode = status ?? 1;
}

async function draw(): Promise<void> {
  const home = freshHome();
  mkdirSync(folder, { recursive: true });
  const app = await launchApp(home, '--open');
  const page = await app.firstWindow();
  const tokenkeep = async (args: readonly string[], stdin = ''): Promise<string> => {
    const asked = run(path.join(root, 'out', 'tokenkeep'), args, { env: { ...process.env, TOKENKEEP_HOME: home } });
    asked.child.stdin?.end(stdin);
    return (await asked.catch(() => ({ stdout: '' }))).stdout;
  };
  const issuers = await seedDemo(tokenkeep);
  await tokenkeep(['check', '--all']);
  await drawWindow(page);
  await drawTray(app, page);
  await app.close();
  await issuers.close();
  rmSync(home, { recursive: true, force: true });
}

async function drawWindow(page: Page): Promise<void> {
  const to = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).first().press('Enter');
  await to('Home');
  await page.getByText('github-deploy').first().waitFor();
  await take(page, 'home');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'home-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await to('Tokens');
  await page.getByText('github-laptop').first().waitFor();
  await take(page, 'tokens');
  await page.getByText('gitlab-ci').first().click();
  await page.getByRole('heading', { level: 1, name: 'gitlab-ci' }).waitFor();
  await take(page, 'token');
}

/** The small window beside the icon, and the menu as the desktop's own panel draws it. */
async function drawTray(app: ElectronApplication, page: Page): Promise<void> {
  await page.close();
  await until(() => app.windows().length === 0);
  const item = await until(async () => (await trayItems())[0]);
  await activate(item);
  const peek = await until(() => app.windows()[0]);
  await peek
    .getByRole('button', { name: /^github/ })
    .first()
    .waitFor();
  await take(peek, 'popover');
  await peek
    .getByRole('searchbox')
    .press('Escape')
    .catch(() => undefined);
  await until(() => app.windows().length === 0);
  // The panel has nothing but our icon, at its beginning.
  await run('xdotool', ['mousemove', '14', '14', 'click', '3']);
  const file = path.join(folder, 'tray-menu.png');
  const size = await until(async () => {
    await run('import', ['-window', 'root', file]);
    // Below the panel there is the menu, and the desktop around it is black.
    const below = ['-crop', `640x800+0+${PANEL}`, '+repage', '-bordercolor', 'black', '-border', '1', '-trim'];
    const { stdout } = await run('convert', [file, ...below, '-format', '%w %h', 'info:']);
    const [width = 0, height = 0] = stdout.split(' ').map(Number);
    return height > 100 && `${width}x${height + PANEL}+0+0`;
  });
  await run('convert', [file, '-crop', size, '+repage', file]);
  await lighten(file);
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: file, animations: 'disabled' });
  await lighten(file);
}

async function lighten(file: string): Promise<void> {
  await run('convert', [file, '-strip', '+dither', '-colors', COLOURS, `PNG8:${file}`]);
}
