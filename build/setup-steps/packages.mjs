import { readFileSync } from 'node:fs';
import { at } from '../paths.mjs';
import { mustRun } from '../run.mjs';

export async function installPackages(onStart) {
  if (installedAsLocked()) return;
  console.log('setup: installing packages (npm ci)');
  // Without its warnings: npm itself runs on the Node that is there, and warns of each tool that wants a newer one.
  await mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    onStart,
    shell: process.platform === 'win32',
  });
}

/**
 * npm writes `node_modules/.package-lock.json` as the last thing of an install that went well, so an interrupted
 * one is seen as well as an outdated one. Packages for other systems are in the lock and rightly not here.
 */
function installedAsLocked() {
  const locked = packagesOf(at('package-lock.json'));
  const installed = packagesOf(at('node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  const same = ([place, wanted]) => {
    const found = installed[place];
    if (!found) return place === '' || wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  };
  return Object.entries(locked).every(same) && Object.keys(installed).every((place) => place in locked);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
