import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Finding } from '../../shared/diagnosis.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { ownerOf } from './bus-owner.ts';
import type { Latch } from '../domain/lock-ports.ts';
import type { Bus } from './dbus.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const TRAY = 'org.kde.StatusNotifierWatcher';

export function keyringFinding(state: KeyringState, keeps: ReturnType<Latch['keeps']> = 'keychain'): Finding {
  // Chosen by its owner, and no keychain all the same.
  if (keeps === 'passphrase')
    return { topic: 'keyring', state: 'poor', sight: { code: 'passphrase-vault', open: state.kind === 'ok' } };
  if (state.kind === 'ok')
    return { topic: 'keyring', state: 'good', sight: { code: 'keyring-answers', name: state.backend } };
  const isLocked = state.kind === 'locked';
  return { topic: 'keyring', state: isLocked ? 'poor' : 'bad', sight: { code: 'keyring-lacks', state } };
}

/** The window opens by itself where there is no tray; so that is poor, not bad. */
export async function trayFinding(bus: Bus): Promise<Finding> {
  const found = await ownerOf(bus, TRAY);
  if (found === undefined) return { topic: 'tray', state: 'poor', sight: { code: 'tray-none' } };
  const host = await bus.call({
    destination: TRAY,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [TRAY, 'IsStatusNotifierHostRegistered'],
  });
  const shows = !host.ok || JSON.stringify(host.value).includes('true');
  return {
    topic: 'tray',
    state: shows ? 'good' : 'poor',
    sight: { code: shows ? 'tray-shown' : 'tray-unshown', name: found },
  };
}

/** A daemon that is not running is asked only where the bus would start it. */
export async function notificationsFinding(bus: Bus): Promise<Finding> {
  const lacking = (code: 'notifications-none' | 'notifications-silent'): Finding => ({
    topic: 'notifications',
    state: 'poor',
    sight: { code },
  });
  if (!(await bus.nameHasOwner(NOTIFICATIONS)) && !(await canStart(bus))) return lacking('notifications-none');
  const answer = await bus.call({
    destination: NOTIFICATIONS,
    path: '/org/freedesktop/Notifications',
    interface: NOTIFICATIONS,
    member: 'GetServerInformation',
  });
  if (!answer.ok) return lacking('notifications-silent');
  const [program, , version] = answer.value;
  const name = [program, version].filter(isShowable).join(' ');
  return { topic: 'notifications', state: 'good', sight: { code: 'notifications-shown', name } };
}

async function canStart(bus: Bus): Promise<boolean> {
  const daemon = 'org.freedesktop.DBus';
  const names = await bus.call({
    destination: daemon,
    path: '/org/freedesktop/DBus',
    interface: daemon,
    member: 'ListActivatableNames',
  });
  return names.ok && Array.isArray(names.value[0]) && names.value[0].includes(NOTIFICATIONS);
}

const isShowable = (word: unknown): word is string => typeof word === 'string' && word.length > 0 && word.length <= 100;

export async function clipboardFinding(env: Environment): Promise<Finding> {
  const topic = 'clipboard';
  if ((env['WAYLAND_DISPLAY'] ?? '') !== '')
    return (await isOnPath('wl-paste', env))
      ? { topic, state: 'good', sight: { code: 'clipboard-works', by: 'wl-paste' } }
      : { topic, state: 'poor', sight: { code: 'clipboard-unproved' } };
  return (env['DISPLAY'] ?? '') === ''
    ? { topic, state: 'bad', sight: { code: 'clipboard-none' } }
    : { topic, state: 'good', sight: { code: 'clipboard-works', by: 'X11' } };
}

async function isOnPath(program: string, env: Environment): Promise<boolean> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const runnable = folders.map((folder) => access(join(folder, program), constants.X_OK));
  return (await Promise.allSettled(runnable)).some(({ status }) => status === 'fulfilled');
}
