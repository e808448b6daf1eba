import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { mustRun, Stopped } from '../run.mjs';

/** Where a newer Debian or Ubuntu has renamed a package, both names, the newer last. */
const wanted = [
  // What Electron and the keychain binding load.
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
  ['libsecret-1-0'],
  // The private desktop: display, bus, keyring, window manager, tray, notifications, and what looks at them.
  ['xvfb'],
  ['xauth'],
  ['dbus'],
  ['dbus-x11'],
  ['gnome-keyring'],
  ['libglib2.0-bin'],
  ['libsecret-tools'],
  ['openbox'],
  ['xfce4-panel'],
  ['dunst'],
  ['systemd'], // For `busctl`, by which `dunstctl` asks for the history.
  ['libnotify-bin'],
  ['xdotool'],
  ['xclip'],
  ['imagemagick'],
  ['fonts-dejavu-core'],
  // Makes a database that is imported.
  ['keepassxc'],
  // Opens backups, and seals some, beside our own.
  ['age'],
  // A strict reader of what is measured.
  ['python3-prometheus-client'],
  // Strict readers of what the desktop is told.
  ['desktop-file-utils'],
  ['appstream'],
  // Shells that complete what is typed, and what sets a manual page.
  ['zsh'],
  ['fish'],
  ['groff-base'],
  // A package is made and installed.
  ['fakeroot'],
  // Where a team keeps its tokens; tests start a server of their own.
  ['postgresql'],
];

/** Read by the package of PostgreSQL when it is installed. */
const NO_CLUSTER = '/etc/postgresql-common/createcluster.d/none-by-setup.conf';

export async function installSystemLibraries(onStart) {
  if (process.platform !== 'linux') return;
  if (!existsSync('/usr/bin/dpkg-query')) {
    console.log('setup: not a Debian or Ubuntu system, so its libraries are not looked at');
    return;
  }
  if (missing().length === 0) return;
  if (process.getuid() !== 0) {
    throw new Stopped(
      `setup: system libraries are missing. Install them with this command, then run this again:\n\n` +
        `  sudo apt-get update && sudo apt-get install --no-install-recommends ${namesHere(missing()).join(' ')}\n`,
    );
  }
  await installWithApt(onStart);
}

async function installWithApt(onStart) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => mustRun('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, onStart });
  console.log('setup: installing system libraries (apt-get)');
  // Ends what an interrupted install has left half done; apt-get refuses to work before that.
  await mustRun('dpkg', ['--configure', '-a'], { env, onStart });
  await apt('update');
  await withoutCluster(() => apt('install', '--yes', '--no-install-recommends', ...namesHere(missing())));
}

/** The package would make a database for the whole system and start it, which nobody here asks for. */
async function withoutCluster(install) {
  mkdirSync(dirname(NO_CLUSTER), { recursive: true });
  writeFileSync(NO_CLUSTER, 'create_main_cluster = false\n');
  try {
    await install();
  } finally {
    rmSync(NO_CLUSTER, { force: true });
  }
}

function missing() {
  const query = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted.flat()], {
    encoding: 'utf8',
  });
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/** The newest of each package's names that this release knows as a package of its own. */
function namesHere(packages) {
  return packages.map((names) => names.findLast(known) ?? names[0]);
}

function known(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
}
