import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { costOf, type Cost } from './process-cost.ts';
import { seedVault } from './seed-vault.ts';
import { stop, trayApps, type TrayApp } from './tray-apps.ts';
import { watchTray, type TrayWatch } from './tray-watch.ts';

const RUNS = 3;
const TOKENS = 1000;
/** Half a minute after its start V8 collects what starting left behind, once; that is no part of being at rest. */
const SETTLE_MS = 40_000;
const MEASURE_MS = 30_000;

async function idleOnce(app: TrayApp, tray: TrayWatch): Promise<Cost> {
  const shown = tray.next();
  const child = app.start();
  await shown;
  await pause(SETTLE_MS);
  const before = costOf(child.pid ?? 0);
  await pause(MEASURE_MS);
  const after = costOf(child.pid ?? 0);
  await stop(child);
  return { ...after, cpuSeconds: after.cpuSeconds - before.cpuSeconds };
}

function medianOf(costs: readonly Cost[]): Cost {
  const of = (figure: (cost: Cost) => number) => median(costs.map(figure));
  return { pssMb: of((c) => c.pssMb), cpuSeconds: of((c) => c.cpuSeconds), processes: of((c) => c.processes) };
}

const spell = ({ pssMb, cpuSeconds }: Cost): string => `${rounded(pssMb, 1)} MiB, ${rounded(cpuSeconds)} s`;

export const idle: Bench = {
  name: 'idle',
  about: `memory with ${TOKENS} tokens and no window, and CPU over ${MEASURE_MS / 1000} s, against a bare Electron tray app; targets 1.2 and 0.1 s more`,
  needsDesktop: true,
  async run(say) {
    const { ours, bare } = trayApps();
    const tray = await watchTray();
    await seedVault(ours.home, TOKENS);
    const [oursCosts, bareCosts]: [Cost[], Cost[]] = [[], []];
    // One after the other: side by side they would share pages, and each would look smaller than it is.
    for (let run = 0; run < RUNS; run += 1) {
      bareCosts.push(await idleOnce(bare, tray));
      oursCosts.push(await idleOnce(ours, tray));
      say(
        `run ${run + 1}: bare ${bareCosts.slice(-1).map(spell).join('')}; tokenkeep ${oursCosts.slice(-1).map(spell).join('')}`,
      );
    }
    tray.close();
    const [our, peer] = [medianOf(oursCosts), medianOf(bareCosts)];
    return {
      ratio: rounded(our.pssMb / peer.pssMb),
      value: rounded(our.pssMb, 1),
      unit: 'MiB PSS',
      against: 'bare Electron tray app',
      runs: RUNS,
      detail: {
        barePssMb: rounded(peer.pssMb, 1),
        cpuSeconds: rounded(our.cpuSeconds),
        bareCpuSeconds: rounded(peer.cpuSeconds),
        cpuSecondsMore: rounded(our.cpuSeconds - peer.cpuSeconds),
        measuredSeconds: MEASURE_MS / 1000,
        processes: our.processes,
        tokens: TOKENS,
      },
    };
  },
};
