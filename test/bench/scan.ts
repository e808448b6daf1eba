import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { ripgrepPath } from '../../main/adapters/ripgrep.ts';
import { searchShapes } from '../../main/domain/search-shape.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { costOf } from './process-cost.ts';
import { madeUp, plantTree, type ScanTree } from './scan-tree-of.ts';
import { thirtyShapes } from './thirty-shapes.ts';

const PLANTED = 500;
const VAULT_TOKENS = 1000;
const RUNS = 5;
const ROOT = resolve(import.meta.dirname, '..', '..');
const BUNDLED = join(ROOT, 'out', 'bench-scan');

interface Told {
  readonly tookMs: number;
  readonly found: number;
  readonly strange: number;
  readonly maxRssMb: number;
  readonly treePssMb: number;
}

export const scan: Bench = {
  name: 'scan',
  about: `a folder of 200 MB in 20,000 files with ${PLANTED} planted tokens; target 2.0 times rg with the same 30 shapes`,
  needsDesktop: false,
  async run(say) {
    const root = mkdtempSync(join(tmpdir(), 'tokenkeep-bench-scan-'));
    try {
      await bundle();
      return await measure(plantTree(root, PLANTED), say);
    } finally {
      rmSync(root, { recursive: true, force: true });
      rmSync(BUNDLED, { recursive: true, force: true });
    }
  },
};

/** As it is shipped: a thread that had to be compiled first would be measured with its compiler. */
async function bundle(): Promise<void> {
  for (const entry of [join('test', 'bench', 'scan-child.ts'), join('main', 'adapters', 'scan-worker.ts')]) {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(ROOT, entry),
        outDir: BUNDLED,
        emptyOutDir: false,
        target: 'node20',
        rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
      },
    });
  }
}

async function measure(tree: ScanTree, say: (line: string) => void) {
  // What looks around is beyond the engine, which is asked for the rest of it.
  const shapes = searchShapes(thirtyShapes()).map(({ source }) => source.replace(/\(\?[=!][^)]*\)/g, ''));
  say(`${tree.files} files, ${rounded(tree.bytes / 1e6, 0)} MB, ${shapes.length} shapes`);
  const own = [...tree.planted, ...Array.from({ length: VAULT_TOKENS - PLANTED }, (_, n) => madeUp(n))];
  rgOnce(tree.root, shapes);
  const [rg, all, ours]: [number[], Told[], Told[]] = [[], [], []];
  // In turn, so that what else the machine does falls on all alike.
  for (let run = 0; run < RUNS; run += 1) {
    rg.push(rgOnce(tree.root, shapes));
    all.push(await scanOnce(tree, 'all', []));
    ours.push(await scanOnce(tree, 'own', own));
    say(`rg ${rounded(rg.at(-1) ?? NaN, 0)} ms, all ${tookOf(all.at(-1))} ms, own ${tookOf(ours.at(-1))} ms`);
  }
  const [rgMs, allMs, ownMs] = [
    median(rg),
    median(all.map(({ tookMs }) => tookMs)),
    median(ours.map(({ tookMs }) => tookMs)),
  ];
  const [first, mine] = [all[0], ours[0]];
  return {
    ratio: rounded(allMs / rgMs),
    value: rounded(allMs, 0),
    unit: 'ms',
    against: `rg ${rounded(rgMs, 0)} ms`,
    runs: RUNS,
    detail: {
      files: tree.files,
      megabytes: rounded(tree.bytes / 1e6, 0),
      shapes: shapes.length,
      planted: PLANTED,
      found: first?.found ?? 0,
      otherReports: first?.strange ?? 0,
      ownTokens: own.length,
      ownMs: rounded(ownMs, 0),
      ownAgainstAll: rounded(ownMs / allMs),
      ownFound: mine?.found ?? 0,
      memoryMb: rounded(
        Math.max(...[...all, ...ours].map(({ treePssMb, maxRssMb }) => Math.max(treePssMb, maxRssMb))),
        0,
      ),
      ...others(tree.root),
    },
  };
}

const tookOf = (told: Told | undefined): number => rounded(told?.tookMs ?? NaN, 0);

function rgOnce(root: string, shapes: readonly string[]): number {
  const program = ripgrepPath() ?? 'rg';
  const began = performance.now();
  const found = spawnSync(program, [
    '--no-config',
    '-uu',
    '--text',
    '--no-unicode',
    '-o',
    ...shapes.flatMap((each) => ['-e', each]),
    root,
  ]);
  if (found.status !== 0) throw new Error('rg found nothing');
  return performance.now() - began;
}

async function scanOnce(tree: ScanTree, mode: 'all' | 'own', values: readonly string[]): Promise<Told> {
  const child = spawn(process.execPath, [join(BUNDLED, 'scan-child.cjs'), tree.root, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PLANTED: JSON.stringify(tree.planted) },
  });
  let most = 0;
  const watching = setInterval(() => {
    if (child.pid !== undefined) most = Math.max(most, costOf(child.pid).pssMb);
  }, 100);
  child.stdin.end(JSON.stringify(values));
  const [told] = await Promise.all([text(child.stdout), once(child, 'close')]);
  clearInterval(watching);
  return { ...(JSON.parse(told) as Omit<Told, 'treePssMb'>), treePssMb: most };
}

/** How long others take over the same folder, where they are installed. */
function others(root: string): Readonly<Record<string, number | string>> {
  const peers: readonly (readonly [string, readonly string[]])[] = [
    ['secretlint', ['--format=json', '--no-color', `${root}/**/*`]],
    ['gitleaks', ['dir', root, '--no-banner', '--exit-code', '0']],
    ['trufflehog', ['filesystem', root, '--no-verification', '--json']],
  ];
  return Object.fromEntries(
    peers.map(([program, args]) => {
      const began = performance.now();
      const ran = spawnSync(program, args, { stdio: 'ignore', timeout: 300_000 });
      return [`${program}Ms`, ran.error === undefined ? rounded(performance.now() - began, 0) : 'not installed'];
    }),
  );
}
