import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { seedVault } from './seed-vault.ts';
import { stop, trayApps, type TrayApp } from './tray-apps.ts';
import { watchTray, type TrayWatch } from './tray-watch.ts';

const RUNS = 9;
const TOKENS = 100;

async function startOnce(app: TrayApp, tray: TrayWatch): Promise<number> {
  const shown = tray.next();
  const begun = performance.now();
  const child = app.start();
  const ms = (await shown) - begun;
  await stop(child);
  return ms;
}

export const start: Bench = {
  name: 'start',
  about: 'from spawn to the icon in the tray, against a bare Electron tray app; target 1.2',
  needsDesktop: true,
  async run(say) {
    const { ours, bare } = trayApps();
    const tray = await watchTray();
    await seedVault(ours.home, TOKENS);
    for (const app of [bare, ours]) await startOnce(app, tray);
    const [oursMs, bareMs]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      bareMs.push(await startOnce(bare, tray));
      oursMs.push(await startOnce(ours, tray));
      say(
        `run ${run + 1}: bare ${rounded(bareMs.at(-1) ?? NaN, 0)} ms, tokenkeep ${rounded(oursMs.at(-1) ?? NaN, 0)} ms`,
      );
    }
    tray.close();
    const [value, peer] = [median(oursMs), median(bareMs)];
    return {
      ratio: rounded(value / peer),
      value: rounded(value, 0),
      unit: 'ms',
      against: 'bare Electron tray app',
      runs: RUNS,
      detail: { bareMs: rounded(peer, 0), tokens: TOKENS },
    };
  },
};
