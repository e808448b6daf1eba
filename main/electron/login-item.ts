import { app } from 'electron';
import type { LoginItem } from '../domain/login-item-port.ts';

/** By the system's own list, on macOS and Windows. An app that is not packed is no program of its own, and is not put there. */
export function createLoginItem(args: readonly string[]): LoginItem {
  const options = { args: [...args] };
  const isSet = (): boolean => app.getLoginItemSettings(options).openAtLogin;
  return {
    async set(isOn) {
      if (!app.isPackaged) return !isOn;
      if (isSet() !== isOn) app.setLoginItemSettings({ ...options, openAtLogin: isOn });
      return isSet() === isOn;
    },
    async finding(isOn) {
      const topic = 'login';
      if (!isOn) return { topic, state: 'good', sight: { code: 'login-off' } };
      const place = process.execPath;
      if (isSet()) return { topic, state: 'good', sight: { code: 'login-on', place } };
      return { topic, state: 'poor', sight: { code: 'login-lacks', place, why: 'system' } };
    },
  };
}
