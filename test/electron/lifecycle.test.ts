import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from 'playwright';
import { afterEach, describe, expect, test } from 'vitest';
import { electronCommand, freshHome, launchApp, until } from './launch-app.ts';
import { stopTrayHost, trayItems } from './tray-over-dbus.ts';

const run = promisify(execFile);
const tokenkeep = path.resolve(import.meta.dirname, '../../out/tokenkeep');
const started: ElectronApplication[] = [];

async function launch(home: string, ...given: readonly string[]): Promise<ElectronApplication> {
  const app = await launchApp(home, ...given);
  started.push(app);
  return app;
}

afterEach(async () => {
  for (const app of started.splice(0)) await app.close().catch(() => undefined);
});

/** A process and all that it started. */
function family(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (of: number): readonly number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** The app with nobody debugging it, as a user starts it. */
function startPlain(home: string, ...given: readonly string[]) {
  const { file, args } = electronCommand(home, ...given);
  const child = spawn(file, args, { stdio: 'ignore' });
  const ended = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return { pid: child.pid ?? 0, ended };
}

const answers = (home: string) => existsSync(path.join(home, 'run', 'agent.sock'));

describe('starting and ending', () => {
  test('a second start brings the window of the first to the front, and ends with 0 within 3 s', async () => {
    const home = freshHome();
    const app = await launch(home);
    await until(() => answers(home));
    expect(app.windows()).toHaveLength(0);
    const began = Date.now();
    const { file, args } = electronCommand(home);
    await run(file, args);
    expect(Date.now() - began).toBeLessThan(3000);
    const page = await until(() => app.windows()[0]);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const focused = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);
    await until(focused);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    await run(file, args);
    await until(focused);
    expect(app.windows()).toHaveLength(1);
  });

  test('two vaults have an app each', async () => {
    const [one, two] = [await launch(freshHome(), '--open'), await launch(freshHome(), '--open')];
    await Promise.all([one.firstWindow(), two.firstWindow()]);
    expect([one.windows().length, two.windows().length]).toEqual([1, 1]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it cleanly, with all its processes and its lock',
    async (signal) => {
      const home = freshHome();
      const { pid, ended } = startPlain(home, '--open');
      await until(() => answers(home));
      const all = family(pid);
      expect(all.length).toBeGreaterThan(2);
      process.kill(pid, signal);
      expect(await ended).toBe(0);
      await until(() => all.every((one) => !existsSync(`/proc/${one}`)));
      expect(existsSync(path.join(home, 'vault.lock'))).toBe(false);
      expect(answers(home)).toBe(false);
    },
  );

  test('a start after it was killed works at once', async () => {
    const home = freshHome();
    const { pid, ended } = startPlain(home);
    await until(() => answers(home));
    process.kill(pid, 'SIGKILL');
    await ended;
    const app = await launch(home, '--open');
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 5000 });
  });

  test('it takes the vault over from an agent with no window', async () => {
    const home = freshHome();
    const agent = spawn(process.execPath, [tokenkeep, '--home', home, 'agent', '--foreground'], { stdio: 'ignore' });
    const ended = once(agent, 'exit');
    await until(() => answers(home));
    const app = await launch(home, '--open');
    await ended;
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('the window closed, the app goes on in the tray', async () => {
    const app = await launch(freshHome(), '--open');
    await (await app.firstWindow()).close();
    await until(() => app.windows().length === 0);
    expect(await app.evaluate(({ app: running }) => running.isReady())).toBe(true);
  });

  test('with no tray the window opens instead, and a tray that turns up later gets the icon', async () => {
    const startAgain = await stopTrayHost();
    try {
      const app = await launch(freshHome());
      const page = await app.firstWindow();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await startAgain();
      await until(async () => (await trayItems()).length === 1);
    } finally {
      await startAgain();
    }
  });

  test('a tray that is restarted has the icon again', async () => {
    await launch(freshHome());
    await until(async () => (await trayItems()).length === 1);
    const startAgain = await stopTrayHost();
    await startAgain();
    await until(async () => (await trayItems()).length === 1);
  });
});
