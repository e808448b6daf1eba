import type { Finding } from '../../shared/commands/keeping.ts';

const NAMES = {
  darwin: {
    tray: 'menu bar',
    notifications: 'Notification Center',
    clipboard: 'macOS pasteboard',
    settings: 'System Settings, Notifications',
  },
  win32: {
    tray: 'notification area',
    notifications: 'Windows notifications',
    clipboard: 'Windows clipboard',
    settings: 'Settings, System, Notifications',
  },
} as const;

/** macOS and Windows bring tray, notifications and clipboard along; only notifications can be turned off. */
export function ownDesktop(
  platform: keyof typeof NAMES,
  kind: 'app' | 'headless',
  showsNotifications: (() => boolean) | undefined,
): readonly Finding[] {
  const { tray, notifications, clipboard, settings } = NAMES[platform];
  const off = `What is due is told in the inbox of the window and in the tray alone. Allow them in ${settings}.`;
  const windowless = 'This Tokenkeep has no window; start the app to copy.';
  return [
    { topic: 'tray', state: 'good', found: tray, meaning: '' },
    showsNotifications?.() === false
      ? { topic: 'notifications', state: 'poor', found: 'turned off', meaning: off }
      : { topic: 'notifications', state: 'good', found: notifications, meaning: '' },
    kind === 'app'
      ? { topic: 'clipboard', state: 'good', found: clipboard, meaning: '' }
      : { topic: 'clipboard', state: 'poor', found: 'none', meaning: windowless },
  ];
}
