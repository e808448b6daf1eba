import { powerMonitor, systemPreferences } from 'electron';
import { seconds } from '../../shared/time.ts';
import type { Presence } from '../domain/lock-ports.ts';

/** Touch ID, the one prompt of a system's that Electron offers: it has none for Windows Hello, nor for any of Linux. */
export const systemPresence: Presence = {
  way: () => (process.platform === 'darwin' && systemPreferences.canPromptTouchID() ? 'touch-id' : undefined),
  async prove(why) {
    try {
      await systemPreferences.promptTouchID(why);
      return true;
    } catch {
      // Refused, cancelled, or the finger was not known.
      return false;
    }
  },
  idleFor: () => seconds(powerMonitor.getSystemIdleTime()),
};
