import { execFileSync, spawnSync } from 'node:child_process';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { runningApp, TOKENKEEP, type RunningApp } from './running-app.ts';

const RUNS = 20;
const WARM_UP = 3;

type Peer = readonly [program: string, args: readonly string[]];

/** How long a program takes from its start to its end; undefined where it is not there or says no. */
function timed([program, args]: Peer, env: NodeJS.ProcessEnv): number | undefined {
  const begun = performance.now();
  const { status } = spawnSync(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? performance.now() - begun : undefined;
}

/** The same value in the same keyring, for the keyring's own program. */
function secretTool({ env }: RunningApp): Peer | undefined {
  const names = ['bench', 'tokenkeep'];
  try {
    execFileSync('secret-tool', ['store', '--label', 'bench', ...names], { env, input: `key_${'0'.repeat(36)}` });
    return ['secret-tool', ['lookup', ...names]];
  } catch {
    return undefined;
  }
}

export const cliGet: Bench = {
  name: 'cli-get',
  about: '`tokenkeep get NAME` with the app running, against `node -e 0`; target 1.3',
  needsDesktop: true,
  async run(say) {
    const app = await runningApp();
    const peers: Readonly<Record<string, Peer | undefined>> = {
      get: [process.execPath, [TOKENKEEP, '--home', app.home, 'get', 'bench']],
      node: [process.execPath, ['-e', '0']],
      secretTool: secretTool(app),
      oidcToken: ['oidc-token', ['bench']],
    };
    const taken = new Map(Object.keys(peers).map((name) => [name, [] as number[]]));
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      for (const [name, peer] of Object.entries(peers)) {
        const ms = peer === undefined ? undefined : timed(peer, app.env);
        if (run >= 0 && ms !== undefined) taken.get(name)?.push(ms);
      }
    }
    await app.end();
    const ms = (name: string): number => rounded(median(taken.get(name) ?? []), 1);
    for (const name of taken.keys()) say(`${name}: ${ms(name)} ms`);
    const others = ['secretTool', 'oidcToken'].map((name) => [
      `${name}Ms`,
      (taken.get(name) ?? []).length === 0 ? 'not installed' : ms(name),
    ]);
    return {
      ratio: rounded(ms('get') / ms('node')),
      value: ms('get'),
      unit: 'ms',
      against: 'node -e 0',
      runs: taken.get('get')?.length ?? 0,
      detail: { nodeMs: ms('node'), ...Object.fromEntries(others) },
    };
  },
};
