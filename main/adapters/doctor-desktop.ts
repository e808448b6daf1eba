import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Finding } from '../../shared/commands/keeping.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { ownerOf } from './bus-owner.ts';
import type { Bus } from './dbus.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const TRAY = 'org.kde.StatusNotifierWatcher';
const SHOWN_IN_APP = 'What is due is told in the inbox of the window and in the tray alone.';

export function keyringFinding(state: KeyringState): Finding {
  switch (state.kind) {
    case 'ok':
      return { topic: 'keyring', state: 'good', found: state.backend, meaning: '' };
    case 'locked':
      return { topic: 'keyring', state: 'poor', found: 'locked', meaning: meaningOf('keyring-locked') };
    case 'silent':
      return {
        topic: 'keyring',
        state: 'bad',
        found: 'does not answer',
        meaning: 'Values can be neither read nor stored. Look for a password prompt of the keyring, or restart it.',
      };
    case 'absent':
      return { topic: 'keyring', state: 'bad', found: 'none', meaning: meaningOf('keyring-absent', state.lack) };
  }
}

type Lack = Extract<KeyringState, { readonly kind: 'absent' }>['lack'];

function meaningOf(...[code, lack]: ['keyring-locked'] | ['keyring-absent', Lack]): string {
  const { happened, todo = '' } = failureWords(code === 'keyring-locked' ? { code } : { code, lack });
  return `${happened} ${todo}`.trim();
}

/** The window opens by itself where there is no tray; so that is poor, not bad. */
export async function trayFinding(bus: Bus): Promise<Finding> {
  const found = await ownerOf(bus, TRAY);
  if (found === undefined) {
    const meaning =
      'Nothing on this desktop shows tray icons, so the window opens instead. On GNOME add the AppIndicator extension; elsewhere add the tray to the panel.';
    return { topic: 'tray', state: 'poor', found: 'none', meaning };
  }
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
    found,
    meaning: shows ? '' : 'It keeps a list of tray icons, but nothing shows them. Add the tray to the panel.',
  };
}

/** A daemon that is not running is asked only where the bus would start it. */
export async function notificationsFinding(bus: Bus): Promise<Finding> {
  const none: Finding = {
    topic: 'notifications',
    state: 'poor',
    found: 'none',
    meaning: `No program shows notifications here. ${SHOWN_IN_APP} Install one, such as dunst.`,
  };
  if (!(await bus.nameHasOwner(NOTIFICATIONS)) && !(await canStart(bus))) return none;
  const answer = await bus.call({
    destination: NOTIFICATIONS,
    path: '/org/freedesktop/Notifications',
    interface: NOTIFICATIONS,
    member: 'GetServerInformation',
  });
  if (!answer.ok)
    return {
      ...none,
      found: 'does not answer',
      meaning: `The notification daemon does not answer. ${SHOWN_IN_APP} Restart it.`,
    };
  const [name, , version] = answer.value;
  return { topic: 'notifications', state: 'good', found: [name, version].filter(isShowable).join(' '), meaning: '' };
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
  const found = (env['WAYLAND_DISPLAY'] ?? '') !== '' ? 'Wayland' : (env['DISPLAY'] ?? '') !== '' ? 'X11' : undefined;
  if (found === undefined)
    return {
      topic: 'clipboard',
      state: 'bad',
      found: 'none',
      meaning: 'There is no display here, so nothing can be copied. Start the app on the desktop to copy.',
    };
  if (found === 'X11') return { topic: 'clipboard', state: 'good', found, meaning: '' };
  if (await isOnPath('wl-paste', env))
    return { topic: 'clipboard', state: 'good', found: 'Wayland, read back by wl-paste', meaning: '' };
  const meaning =
    'Whether a copied value was cleared cannot be proved while the window is not in front. Install wl-clipboard.';
  return { topic: 'clipboard', state: 'poor', found: 'Wayland without wl-paste', meaning };
}

async function isOnPath(program: string, env: Environment): Promise<boolean> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const runnable = folders.map((folder) => access(join(folder, program), constants.X_OK));
  return (await Promise.allSettled(runnable)).some(({ status }) => status === 'fulfilled');
}
