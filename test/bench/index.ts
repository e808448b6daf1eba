// `npm run -s bench -- NAME` measures one thing; the last line on stdout is its result as JSON. `--list` names what there is; `--all` measures
// all of it, for `out/bench.json` and a table.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runAll } from './all.ts';
import { audit } from './audit.ts';
import type { Bench } from './bench.ts';
import { cliGet } from './cli-get.ts';
import { idle } from './idle.ts';
import { refreshStorm } from './refresh-storm.ts';
import { scan } from './scan.ts';
import { socket } from './socket.ts';
import { start } from './start.ts';
import { team } from './team.ts';
import { teamClients } from './team-clients.ts';
import { upkeep } from './upkeep.ts';
import { window } from './window.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const benches: readonly Bench[] = [
  start,
  idle,
  scan,
  refreshStorm,
  upkeep,
  audit,
  cliGet,
  socket,
  window,
  team,
  teamClients,
];

const [asked = ''] = process.argv.slice(2);
if (asked === '--list') {
  for (const { name, about } of benches) console.log(`${name}\t${about}`);
} else if (asked === '--all') {
  console.log(await runAll(benches, (line) => console.error(line)));
} else {
  process.exitCode = await measure(benches.find(({ name }) => name === asked));
}

async function measure(bench: Bench | undefined): Promise<number> {
  if (bench === undefined) {
    console.error(`usage: bench ${benches.map(({ name }) => name).join('|')} | --list | --all`);
    return 2;
  }
  if (!existsSync(join(ROOT, 'out', 'main', 'index.cjs'))) {
    console.error('bench: there is nothing built yet: run npm run build');
    return 1;
  }
  if (bench.needsDesktop && process.env['TOKENKEEP_SESSION'] === undefined) return inDesktop(bench);
  const measured = await bench.run((line) => console.error(line));
  console.log(JSON.stringify({ name: bench.name, ...measured }));
  return 0;
}

function inDesktop({ name }: Bench): number {
  const session = join(ROOT, 'build', 'desktop-session');
  return spawnSync(session, [process.execPath, import.meta.filename, name], { stdio: 'inherit' }).status ?? 1;
}
