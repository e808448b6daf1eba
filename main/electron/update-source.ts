import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { UpdatesOff } from '../../shared/update.ts';

interface UpdateSource {
  readonly off: UpdatesOff | undefined;
  readonly publicKey: string;
}

/** Where this copy looks for newer ones, as it was packed: the feed in `app-update.yml`, the key of whoever makes releases beside it. */
export function updateSource(): UpdateSource {
  const at = (name: string): string => path.join(process.resourcesPath, name);
  if (!app.isPackaged) return { off: 'plain-folder', publicKey: '' };
  // As the packager marks a deb or an rpm.
  if (existsSync(at('package-type'))) return { off: 'system-package', publicKey: '' };
  if (isPlainFolder(process.platform, process.env)) return { off: 'plain-folder', publicKey: '' };
  if (!existsSync(at('app-update.yml')) || !existsSync(at('update-key.pem'))) return { off: 'no-feed', publicKey: '' };
  return { off: undefined, publicKey: readFileSync(at('update-key.pem'), 'utf8') };
}

/** An archive that was unpacked, or a portable program: only an AppImage and an installation can be replaced. */
function isPlainFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'linux') return (env['APPIMAGE'] ?? '') === '';
  return platform === 'win32' && (env['PORTABLE_EXECUTABLE_FILE'] ?? '') !== '';
}

/** The one of this platform. Loaded at the first look. */
export const openUpdater = async () => (await import('electron-updater')).autoUpdater;

/** An AppImage is started by its own file: what it was unpacked to is gone with it. */
export function relaunch(): void {
  const image = process.env['APPIMAGE'];
  app.relaunch(image === undefined ? {} : { execPath: image, args: process.argv.slice(1) });
}
