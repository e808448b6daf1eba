import type { Bus } from './dbus.ts';

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Whether anybody shows notifications here. One that the bus can start is started, so that the first to call it need not wait. */
export async function hasNotificationDaemon(bus: Bus): Promise<boolean> {
  if (await bus.nameHasOwner(NOTIFICATIONS)) return true;
  const names = await bus.call({ ...DAEMON, member: 'ListActivatableNames' });
  const canStart = names.ok && Array.isArray(names.value[0]) && names.value[0].includes(NOTIFICATIONS);
  if (!canStart) return false;
  return (await bus.call({ ...DAEMON, member: 'StartServiceByName', signature: 'su', body: [NOTIFICATIONS, 0] })).ok;
}
