import { Notification } from 'electron';
import type { Toast } from '../../shared/notice.ts';
import type { Notifier } from '../domain/ports.ts';

/** Enough for all that a person may still click on; older ones are in the inbox. */
const MOST_HELD = 100;

interface NotifierNeeds {
  /** Where nobody shows notifications, asking the desktop for one can freeze the app for a minute. */
  hasDaemon(): Promise<boolean>;
  onClick(toast: Toast): void;
  /** Serves where Electron cannot. */
  readonly fallback: Notifier;
}

export const showsNotifications = (): boolean => Notification.isSupported();

export function createNotifier({ hasDaemon, onClick, fallback }: NotifierNeeds): Notifier {
  // A notification that nobody refers to is collected, and its click is lost.
  const held = new Map<string, Notification>();

  return {
    async ready() {
      if (!(await hasDaemon())) return false;
      return showsNotifications() || (await fallback.ready());
    },
    raise(toast) {
      if (!showsNotifications()) return fallback.raise(toast);
      const notification = new Notification({
        title: toast.title,
        body: process.platform === 'linux' ? unmarked(toast.body) : toast.body,
        urgency: toast.urgent ? 'critical' : 'normal',
        timeoutType: toast.urgent ? 'never' : 'default',
      });
      notification.on('click', () => {
        held.delete(toast.id);
        onClick(toast);
      });
      notification.on('failed', () => held.delete(toast.id));
      // Windows says "closed" when it moves one to the Action Center, where it can still be clicked.
      if (process.platform !== 'win32') notification.on('close', () => held.delete(toast.id));
      hold(held, toast.id, notification);
      notification.show();
    },
  };
}

function hold(held: Map<string, Notification>, id: string, notification: Notification): void {
  held.delete(id);
  held.set(id, notification);
  if (held.size <= MOST_HELD) return;
  const [oldest] = held.keys();
  if (oldest !== undefined) held.delete(oldest);
}

/** The desktop's notifications read a little markup in the body, and names are to be shown as they are. */
function unmarked(body: string): string {
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
