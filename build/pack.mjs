// `npm run pack [-- TARGET…]`: packages the app. Without a target only the folder is made; on Debian and its kin a deb follows.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { buildIfStale } from './build-stamp.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { makeDeb } from './pack/deb.mjs';
import { layPapers } from './pack/papers.mjs';
import { at } from './paths.mjs';
import { stopWith } from './run.mjs';

/** The app as a folder, in `dist/linux-unpacked` and its like. */
export async function packFolder(targets = ['dir']) {
  await buildIfStale();
  layPapers();
  const runtime = electronRuntime();
  await build({
    targets: Platform.current().createTarget(targets),
    publish: 'never',
    config: {
      publish: updateFeed(),
      // A runtime of the release host is fetched by the packager itself; another is taken from where it lies.
      ...(runtime.official ? newest : { electronVersion: runtime.version, electronDist: runtimeFolder(runtime.path) }),
    },
  });
  return at('dist', 'linux-unpacked');
}

/** No page is a file. Electron before its version 29 knows no such fuse, and a packager that is told of it stops. */
const newest = { electronFuses: { grantFileProtocolExtraPrivileges: false } };

/** Where a release looks for newer ones, by the environment of whoever makes it. Without it, and a key, it never looks. */
function updateFeed() {
  const url = process.env.TOKENKEEP_UPDATE_FEED;
  return url ? [{ provider: 'generic', url }] : null;
}

/** Without the page that a bare runtime shows. */
function runtimeFolder(binary) {
  const folder = at('out', 'packing', 'runtime');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  cpSync(path.dirname(binary), folder, { recursive: true, verbatimSymlinks: true });
  rmSync(path.join(folder, 'resources', 'default_app.asar'), { force: true });
  return folder;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const targets = process.argv.slice(2);
    const folder = await packFolder(targets.length === 0 ? ['dir'] : targets);
    if (targets.length === 0 && existsSync('/usr/bin/dpkg-deb')) console.log(`packed ${await makeDeb(folder)}`);
  } catch (error) {
    stopWith(error);
  }
}
