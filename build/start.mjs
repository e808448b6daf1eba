// `npm start`: runs what was built. With a display, as a user would see it; with none, in a private desktop.
import { at, toolNode } from './paths.mjs';
import { run, stopWith } from './run.mjs';
import { electronArguments, electronRuntime } from './electron-runtime.mjs';

const given = process.argv.slice(2);

try {
  process.exit(hasDisplay() ? await run(electronRuntime().path, electronArguments(given)) : await runUnseen());
} catch (error) {
  stopWith(error);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The private desktop has a keyring of its own, so it gets a vault of its own too: a real one would seem empty there. */
function runUnseen() {
  const desktop = at('out', 'desktop');
  const home = process.env.TOKENKEEP_HOME || at('out', 'desktop', 'vault');
  console.log(
    `start: there is no display, so this runs in a private desktop. Its keyring is kept in ${desktop}, the vault in ${home}`,
  );
  const env = { ...process.env, TOKENKEEP_SESSION_DIR: desktop, TOKENKEEP_HOME: home };
  return run(at('build', 'desktop-session'), [toolNode(), at('build', 'start-unseen.mjs'), ...given], { env });
}
