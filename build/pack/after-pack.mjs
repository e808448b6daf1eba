import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { makeCommandLine } from './command-line.mjs';

/** The command line stands beside the app; fuses are flipped after this, and signatures made last. */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const isMac = electronPlatformName === 'darwin';
  const folder = isMac
    ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'MacOS')
    : appOutDir;
  const resources = isMac ? path.join(folder, '..', 'Resources') : path.join(folder, 'resources');
  // The public half of what signs the feed, as Ed25519 in PEM; build/pack/sign-feed.mjs has the other.
  const key = process.env.TOKENKEEP_UPDATE_KEY;
  if (key) copyFileSync(key, path.join(resources, 'update-key.pem'));
  await makeCommandLine(path.join(folder, electronPlatformName === 'win32' ? 'tokenkeep.exe' : 'tokenkeep'));
}
