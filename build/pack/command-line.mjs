import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, toolNode } from '../paths.mjs';
import { mustRun } from '../run.mjs';

/** What Node looks for in itself to know that it carries a program. */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Makes the packed `tokenkeep`: a Node that can run nothing but our command line, since Electron's own Node is switched off in a packed app.
 * The command line itself lies beside it as files, so that it loads only what a command needs.
 */
export async function makeCommandLine(executable) {
  const work = at('out', 'packing', 'command-line');
  mkdirSync(work, { recursive: true });
  const [main, blob, config] = ['main.cjs', 'main.blob', 'config.json'].map((name) => path.join(work, name));
  copyFileSync(at('build', 'pack', 'command-line-main.cjs'), main);
  const settings = { main, output: blob, disableExperimentalSEAWarning: true, execArgvExtension: 'none' };
  writeFileSync(config, JSON.stringify(settings));
  await mustRun(toolNode(), ['--experimental-sea-config', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync(toolNode(), executable);
  chmodSync(executable, 0o755);
  const { inject } = await import('postject');
  await inject(executable, 'NODE_SEA_BLOB', readFileSync(blob), { sentinelFuse: SENTINEL });
}
