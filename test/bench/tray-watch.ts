import { sessionBusSockets } from '../../main/adapters/bus-address.ts';
import { openLink } from '../../main/adapters/bus-link.ts';

const MOST_WAIT_MS = 60_000;
const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;
const REGISTERED = 'StatusNotifierItemRegistered';

export interface TrayWatch {
  /** The moment at which the next icon is in the tray, by `performance.now()`. */
  next(): Promise<number>;
  close(): void;
}

/** Hears the tray's own word that an icon has come. */
export async function watchTray(): Promise<TrayWatch> {
  let told: (at: number) => void = () => undefined;
  const [socketPath = ''] = sessionBusSockets(process.env);
  const link = await openLink({
    socketPath,
    onSignal: ({ member }) => {
      if (member === REGISTERED) told(performance.now());
    },
    onClosed: () => undefined,
  });
  if (link === undefined) throw new Error('there is no session bus: run it inside build/desktop-session');
  const match = `type='signal',interface='org.kde.StatusNotifierWatcher',member='${REGISTERED}'`;
  const added = await link.call({ ...BUS, member: 'AddMatch', signature: 's', body: [match] });
  if (!added.ok) throw new Error('the bus lets nobody listen');
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no icon within ${MOST_WAIT_MS} ms`)), MOST_WAIT_MS);
        told = (at) => {
          clearTimeout(late);
          resolve(at);
        };
      }),
    close: link.close,
  };
}
