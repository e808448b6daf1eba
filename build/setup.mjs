// What `npm start` and `npm test` run first: everything that a fresh clone on a bare machine needs, and nothing
// twice. It runs on the Node that is there (20.19 or newer) and imports no package, for it is what installs them.
import { buildIfStale } from './build-stamp.mjs';
import { withLock } from './lock.mjs';
import { at, toolNode } from './paths.mjs';
import { mustRun, stopWith } from './run.mjs';
import { installPackages } from './setup-steps/packages.mjs';
import { installSystemLibraries } from './setup-steps/system-libraries.mjs';

try {
  await withLock('setup', async (onStart) => {
    await installPackages(onStart);
    await installSystemLibraries(onStart);
    // Processes of their own, since the Node that fits them may have come with the packages just now.
    await mustRun(toolNode(), [at('build', 'electron-runtime.mjs')], { onStart });
    await buildIfStale(onStart);
  });
} catch (error) {
  stopWith(error);
}
