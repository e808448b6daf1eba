import type { Log, Notifier } from '../domain/ports.ts';
import type { Toast } from '../../shared/notice.ts';
import type { Bus } from './dbus.ts';
import { hasNotificationDaemon } from './notification-daemon.ts';

interface NotifierParts {
  readonly bus: Bus;
  readonly log: Log;
}

/**
 * Notifications where there is no Electron to show them. They point to the inbox and carry no click: on Linux none would come back. The
 * package is loaded at the first one.
 */
export function createNodeNotifier({ bus, log }: NotifierParts): Notifier {
  return {
    // With no daemon each call would hang for many seconds.
    ready: () => (process.platform === 'linux' ? hasNotificationDaemon(bus) : Promise.resolve(true)),
    raise(toast) {
      void show(toast).catch(() => log.note('notification-failed'));
    },
  };
}

async function show(toast: Toast): Promise<void> {
  const { default: notifier } = await import('node-notifier');
  const isLinux = process.platform === 'linux';
  // Only notify-send knows an urgency; the package's types know none for it.
  const urgency = isLinux ? { urgency: toast.urgent ? 'critical' : 'normal', 'app-name': 'Tokenkeep' } : {};
  const text = { title: unlikeOption(toast.title), message: isLinux ? unmarked(toast.body) : toast.body };
  await new Promise<void>((resolve, reject) => {
    notifier.notify({ ...text, ...urgency, wait: false }, (error) =>
      error instanceof Error ? reject(error) : resolve(),
    );
  });
}

/** The text becomes a program's argument: a name that begins with a dash would be read as one of its options. */
const unlikeOption = (text: string): string => (text.startsWith('-') ? `\u2060${text}` : text);

/** The desktop's notifications read a little markup in the body, and names are to be shown as they are. */
const unmarked = (body: string): string =>
  unlikeOption(body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
