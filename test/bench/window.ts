import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { ask, electronCommand, until } from '../electron/launch-app.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { costOf } from './process-cost.ts';
import { seedVault } from './seed-vault.ts';
import { trayApps } from './tray-apps.ts';
import { changeToScreen, droppedByBare, droppedFrames, keystrokes } from './window-feel.ts';

const RUNS = 5;
const TOKENS = 10_000;
/** What an app does after its start is over by then. */
const SETTLE_MS = 10_000;
/** More than an opening ever took. */
const OPENING_MS = 2500;
/** Lines enough for three seconds of scrolling. */
const SCROLLED = 1000;
const COLLECT_MS = 15_000;

/** From being asked for to the last large piece of its first picture, in milliseconds. */
async function openedIn(app: ElectronApplication): Promise<readonly [number, Page]> {
  const asked = await app.evaluate(({ app: it }) => {
    it.emit('activate');
    return Date.now();
  });
  const page = await until(() => app.windows()[0]);
  // Nothing looks at the page meanwhile: to look for something in it again and again would slow it down.
  await pause(OPENING_MS);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          resolve(performance.timeOrigin + (last?.startTime ?? NaN));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  return [painted - asked, page];
}

async function opens(app: ElectronApplication): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const [time, page] = await openedIn(app);
    times.push(time);
    await page.close();
    await until(() => app.windows().length === 0);
  }
  return median(times);
}

function launchBare(): Promise<ElectronApplication> {
  const { file, args } = electronCommand('');
  const own = args.filter((argument) => argument.startsWith('--no-'));
  const folder = join(import.meta.dirname, 'bare-app');
  const { bare } = trayApps();
  return _electron.launch({ executablePath: file, args: [...own, folder, `--user-data-dir=${bare.home}`] });
}

async function feelOf(app: ElectronApplication) {
  const [, page] = await openedIn(app);
  await page
    .getByRole('button', { name: /^Tokens/ })
    .first()
    .click();
  await page.locator('.tk-row').first().waitFor();
  await pause(1000);
  const dropped = await droppedFrames(page);
  const typed = await keystrokes(page);
  const change = await changeToScreen(page, (owner) => ask(page, 'edit', { token: 'service-0', owner }));
  await page.close();
  return { dropped, typed, change };
}

export const window: Bench = {
  name: 'window',
  about: `a window over ${TOKENS} tokens against a bare one with static text; targets 1.5, 5 % of frames, 50 ms a keystroke, 100 ms a change, memory back within 10 %`,
  needsDesktop: true,
  async run(say) {
    const { ours } = trayApps();
    await seedVault(ours.home, TOKENS);
    const { file, args } = electronCommand(ours.home);
    const [bare, app] = [await launchBare(), await _electron.launch({ executablePath: file, args })];
    await pause(SETTLE_MS);
    const before = costOf(app.process().pid ?? 0).pssMb;
    const [peer, opened] = [await opens(bare), await opens(app)];
    say(`opening: bare ${rounded(peer)} ms, tokenkeep ${rounded(opened)} ms`);
    const { dropped, typed, change } = await feelOf(app);
    const [, plain] = await openedIn(bare);
    const bareDropped = await droppedByBare(plain, SCROLLED);
    await plain.close();
    await pause(COLLECT_MS);
    const after = costOf(app.process().pid ?? 0).pssMb;
    // Not before: pages that the two share are counted half to each while both run.
    await bare.close();
    await app.close();
    return {
      ratio: rounded(opened / peer),
      value: rounded(opened, 1),
      unit: 'ms',
      against: 'bare Electron window with static text',
      runs: RUNS,
      detail: {
        bareMs: rounded(peer, 1),
        droppedFrames: rounded(dropped, 3),
        bareDroppedFrames: rounded(bareDropped, 3),
        keystrokeP95Ms: rounded(typed, 1),
        changeMs: rounded(change, 1),
        pssBeforeMb: rounded(before, 1),
        pssAfterMb: rounded(after, 1),
        memoryKept: rounded(after / before, 3),
        tokens: TOKENS,
      },
    };
  },
};
