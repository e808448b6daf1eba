import type { End } from '../../shared/lifetime.ts';
import type { Bus } from './dbus.ts';

/** GNOME, KDE and those that do as it does, Cinnamon, MATE, Xfce. */
const SCREEN_SAVERS = [
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const;

/** Tells when a desktop of Linux shuts its screen, of which Electron does not tell there. */
export function watchScreenLock(bus: Pick<Bus, 'onSignal'>, locked: () => void): End {
  const ends = SCREEN_SAVERS.map((name) =>
    bus.onSignal({ interface: name, member: 'ActiveChanged' }, ([active]) => {
      if (active === true) locked();
    }),
  );
  return () => {
    for (const end of ends) void end();
  };
}
