import path from 'node:path';
import { makeCommandLine } from './command-line.mjs';

/** The command line stands beside the app; fuses are flipped after this, and signatures made last. */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const isMac = electronPlatformName === 'darwin';
  const folder = isMac
    ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'MacOS')
    : appOutDir;
  await makeCommandLine(path.join(folder, electronPlatformName === 'win32' ? 'tokenkeep.exe' : 'tokenkeep'));
}
