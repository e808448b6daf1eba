// `npm run build`: bundles all that runs into `out/`.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { forgetStamp, sourcesHash, writeStamp } from './build-stamp.mjs';
import { bundled, bundles } from './bundles.mjs';
import { withLock } from './lock.mjs';
import { at } from './paths.mjs';
import { Stopped, stopWith } from './run.mjs';

const run = promisify(execFile);

/**
 * Builds beside the last build and puts the new one in its place at the end: a build that fails or is interrupted
 * leaves the last one whole, and no program meets half of one.
 */
export async function buildAll() {
  const started = Date.now();
  // Whoever builds from a test has said otherwise, and would get the widgets' libraries as their developers want them.
  process.env.NODE_ENV = 'production';
  await withLock('build', async () => {
    const hash = sourcesHash();
    const next = at('out', '.next');
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    for (const bundle of bundles(next)) await buildOne(bundle);
    chmodSync(path.join(next, 'tokenkeep'), 0o755);
    copyIcons(path.join(next, 'icons'));
    // The repository's own package.json says "module"; the bundles are CommonJS, `tokenkeep` with no extension to say so.
    writeFileSync(path.join(next, 'package.json'), '{ "type": "commonjs" }\n');
    await describe(next);
    writeFileSync(path.join(next, 'bundled.json'), `${JSON.stringify([...bundled])}\n`);
    forgetStamp();
    putInPlace(next);
    writeStamp(hash);
  });
  console.log(`built out/ in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** What is wrong with a source is all there is to say; where the bundler noticed is of no use. */
async function buildOne(bundle) {
  try {
    await build(bundle);
  } catch (error) {
    throw new Stopped(error.message);
  }
}

/** The manual page and what shells complete by, as the new program itself tells them. */
async function describe(next) {
  mkdirSync(path.join(next, 'completions'));
  const told = [
    { args: ['manual'], file: 'tokenkeep.1' },
    { args: ['completions', 'bash'], file: 'completions/tokenkeep.bash' },
    { args: ['completions', 'zsh'], file: 'completions/_tokenkeep' },
    { args: ['completions', 'fish'], file: 'completions/tokenkeep.fish' },
    { args: ['completions', 'powershell'], file: 'completions/tokenkeep.ps1' },
  ];
  await Promise.all(
    told.map(async ({ args, file }) => {
      const { stdout } = await run(process.execPath, [path.join(next, 'tokenkeep'), ...args]);
      writeFileSync(path.join(next, file), stdout);
    }),
  );
}

/** The pictures alone: what they are drawn from stays behind. */
function copyIcons(to) {
  const filter = (from) => path.extname(from) === '' || path.extname(from) === '.png';
  cpSync(at('build', 'icons'), to, { recursive: true, filter });
}

function putInPlace(next) {
  const last = at('out', '.last');
  rmSync(last, { recursive: true, force: true });
  mkdirSync(last);
  for (const name of readdirSync(next)) {
    if (existsSync(at('out', name))) renameSync(at('out', name), path.join(last, name));
    renameSync(path.join(next, name), at('out', name));
  }
  rmSync(last, { recursive: true });
  rmSync(next, { recursive: true });
}

if (process.argv[1] === import.meta.filename) await buildAll().catch(stopWith);
