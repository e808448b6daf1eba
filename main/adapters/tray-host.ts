import type { End } from '../../shared/lifetime.ts';
import type { Bus } from './dbus.ts';

/** At sign-in a panel may come up a moment after us. */
const GRACE_MS = 2000;

interface TrayHostWatch {
  /** Settles when the start has passed with nobody to show an icon. */
  readonly none: Promise<void>;
  readonly end: End;
}

/** Tells whether the desktop shows tray icons, and each change of that. */
export function watchTrayHost(bus: Bus, tell: (there: boolean) => void): TrayHostWatch {
  let isThere = true;
  let end: End = () => undefined;
  const none = new Promise<void>((resolve) => {
    const early = setTimeout(() => isThere || resolve(), GRACE_MS);
    const stop = bus.onNameOwner('org.kde.StatusNotifierWatcher', (owned) => {
      isThere = owned;
      tell(owned);
    });
    end = () => {
      clearTimeout(early);
      return stop();
    };
  });
  return { none, end };
}
