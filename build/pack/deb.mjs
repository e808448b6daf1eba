import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { at } from '../paths.mjs';
import { mustRun } from '../run.mjs';

const DEPENDS =
  'libgtk-3-0 | libgtk-3-0t64, libnss3, libasound2 | libasound2t64, libgbm1, libxss1, libnotify4, libsecret-1-0, xdg-utils';

/**
 * A deb of the packed folder by Debian's own tools, as the packager's way of making one is fetched from where not every machine reaches.
 * @returns {Promise<string>} its path in `dist/`
 */
export async function makeDeb(folder, version = packageJson().version) {
  const root = at('out', 'packing', 'deb');
  rmSync(root, { recursive: true, force: true });
  const lay = (place, content, mode = 0o644) => {
    const file = path.join(root, place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
  };
  const home = path.join(root, 'opt', 'Tokenkeep');
  cpSync(folder, home, { recursive: true, verbatimSymlinks: true });
  // Debian's own tools update it: by this mark the app knows.
  for (const name of ['app-update.yml', 'update-key.pem']) rmSync(path.join(home, 'resources', name), { force: true });
  lay('opt/Tokenkeep/resources/package-type', 'deb');
  chmodSync(path.join(home, 'chrome-sandbox'), 0o4755);
  mkdirSync(path.join(root, 'usr', 'bin'), { recursive: true });
  symlinkSync('/opt/Tokenkeep/tokenkeep', path.join(root, 'usr/bin/tokenkeep'));
  symlinkSync('/opt/Tokenkeep/tokenkeep-app', path.join(root, 'usr/bin/tokenkeep-app'));
  lay('usr/share/applications/tokenkeep.desktop', readFileSync(at('build/linux/tokenkeep.desktop')));
  lay('usr/share/metainfo/dev.tokenkeep.app.metainfo.xml', readFileSync(at('build/linux/tokenkeep.metainfo.xml')));
  lay('usr/share/icons/hicolor/512x512/apps/tokenkeep.png', readFileSync(at('build/icons/app.png')));
  lay('usr/share/icons/hicolor/scalable/apps/tokenkeep.svg', readFileSync(at('build/icons/app.svg')));
  lay('usr/share/doc/tokenkeep/copyright', readFileSync(at('LICENSE')));
  for (const [from, place] of shellFiles) if (existsSync(at(from))) lay(place, readFileSync(at(from)));
  if (existsSync(at(manual)))
    lay('usr/share/man/man1/tokenkeep.1.gz', gzipSync(readFileSync(at(manual)), { level: 9 }));
  lay('DEBIAN/control', control(version));
  lay('DEBIAN/postinst', refreshing, 0o755);
  lay('DEBIAN/postrm', refreshing, 0o755);
  const deb = at('dist', `tokenkeep_${version}_amd64.deb`);
  // Gzip at its quickest: what is inside is mostly compressed or machine code, and nobody waits a minute for a test.
  await mustRun('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, deb]);
  rmSync(root, { recursive: true, force: true });
  return deb;
}

const manual = 'out/tokenkeep.1';
const shellFiles = [
  ['out/completions/tokenkeep.bash', 'usr/share/bash-completion/completions/tokenkeep'],
  ['out/completions/_tokenkeep', 'usr/share/zsh/vendor-completions/_tokenkeep'],
  ['out/completions/tokenkeep.fish', 'usr/share/fish/vendor_completions.d/tokenkeep.fish'],
];

const packageJson = () => JSON.parse(readFileSync(at('package.json'), 'utf8'));

const control = (version) => `Package: tokenkeep
Version: ${version}
Architecture: amd64
Maintainer: ${packageJson().author} <nobody@tokenkeep.invalid>
Depends: ${DEPENDS}
Recommends: gnome-keyring
Section: utils
Priority: optional
Description: ${packageJson().description}
 Shows in the tray which API tokens still live, renews them, and warns before any expires.
`;

const refreshing = `#!/bin/sh
set -e
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf /usr/share/icons/hicolor || true; fi
`;
