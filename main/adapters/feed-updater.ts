import type { AppUpdater, BaseUpdater } from 'electron-updater';
import type { FeedUpdater } from './updates.ts';

/** electron-updater, held to one act at a time. It decides nothing: what it finds is proven before it is asked to fetch or to install. */
export function feedUpdaterOf(updater: AppUpdater, relaunch: () => void): FeedUpdater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  // What is signed is the whole file.
  updater.disableDifferentialDownload = true;
  // It quotes addresses and paths; what went wrong is in the errors that it throws.
  updater.logger = null;
  updater.on('error', () => undefined);

  return {
    async check() {
      const found = await updater.checkForUpdates();
      if (found === null) return null;
      return { isNewer: found.isUpdateAvailable, told: found.updateInfo, version: found.updateInfo.version };
    },
    fetch: async () => (await updater.downloadUpdate())[0],
    install() {
      // On macOS its own installer ends the app; elsewhere the caller does.
      if (!installsAtOnce(updater)) updater.quitAndInstall();
      else if (!updater.install(true, true)) relaunch();
    },
  };
}

const installsAtOnce = (updater: AppUpdater): updater is BaseUpdater => 'install' in updater;
