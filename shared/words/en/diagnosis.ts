import type { DiagnosisPhrases } from '../catalogue.ts';
import { enBackupTroubles } from './notice.ts';
import { enOwnSights } from './own-sights.ts';

const TOLD_IN_APP = 'What is due is told in the inbox of the window and in the tray alone.';

const brought = {
  darwin: { tray: 'menu bar', notifications: 'Notification Center', clipboard: 'macOS pasteboard' },
  win32: { tray: 'notification area', notifications: 'Windows notifications', clipboard: 'Windows clipboard' },
} as const;
const stores = { darwin: 'macOS Keychain', win32: 'Windows certificate store' } as const;
const allowedIn = { darwin: 'System Settings, Notifications', win32: 'Settings, System, Notifications' } as const;

const listOf = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(', ');

const everys = { day: 'every day', week: 'every week' } as const;
const lastOf = (lastAt: string | undefined): string =>
  lastAt === undefined ? 'none made yet' : `the last of ${lastAt}, opened again and whole`;

/** What the doctor saw. */
export const enDiagnosis: DiagnosisPhrases = {
  keyring: { locked: 'locked', silent: 'does not answer', absent: 'none' },
  silent: 'Values can be neither read nor stored. Look for a password prompt of the keyring, or restart it.',
  auditLog: 'audit log',
  notSought: 'not looked for',
  sights: {
    'passphrase-vault': ({ open }) => ({
      found: open ? 'passphrase vault' : 'passphrase vault, locked',
      meaning: open
        ? 'Values are in values.json, sealed by a passphrase: they are as safe as it is hard to guess, and lost with it.'
        : 'Values are in values.json, sealed by a passphrase. Unlock it with tokenkeep unlock, or in the window.',
    }),
    'tray-shown': ({ name }) => ({ found: name }),
    'tray-unshown': ({ name }) => ({
      found: name,
      meaning: 'It keeps a list of tray icons, but nothing shows them. Add the tray to the panel.',
    }),
    'tray-none': () => ({
      found: 'none',
      meaning:
        'Nothing on this desktop shows tray icons, so the window opens instead. On GNOME add the AppIndicator extension; elsewhere add the tray to the panel.',
    }),
    'notifications-shown': ({ name }) => ({ found: name }),
    'notifications-silent': () => ({
      found: 'does not answer',
      meaning: `The notification daemon does not answer. ${TOLD_IN_APP} Restart it.`,
    }),
    'notifications-none': () => ({
      found: 'none',
      meaning: `No program shows notifications here. ${TOLD_IN_APP} Install one, such as dunst.`,
    }),
    'notifications-off': ({ system }) => ({
      found: 'turned off',
      meaning: `${TOLD_IN_APP} Allow them in ${allowedIn[system]}.`,
    }),
    'system-brings': ({ system, what }) => ({ found: brought[system][what] }),
    'clipboard-works': ({ by }) => ({ found: by === 'X11' ? by : `Wayland, read back by ${by}` }),
    'clipboard-unproved': () => ({
      found: 'Wayland without wl-paste',
      meaning:
        'Whether a copied value was cleared cannot be proved while the window is not in front. Install wl-clipboard.',
    }),
    'clipboard-none': () => ({
      found: 'none',
      meaning: 'There is no display here, so nothing can be copied. Start the app on the desktop to copy.',
    }),
    'clipboard-windowless': () => ({
      found: 'none',
      meaning: 'This Tokenkeep has no window; start the app to copy.',
    }),
    'proxy-none': () => ({ found: 'none' }),
    'proxy-used': ({ address }) => ({ found: address }),
    'proxy-broken': () => ({
      found: 'not an address',
      meaning:
        'The proxy that is set is no address, so no issuer can be reached. Write it as http://host:port, or unset https_proxy.',
    }),
    'ca-known': ({ store, extra }) => ({
      found: listOf(store, extra === undefined ? undefined : `${extra} (NODE_EXTRA_CA_CERTS)`),
    }),
    'ca-system': ({ system, extra }) => ({
      found: listOf(stores[system], extra === undefined ? undefined : `${extra} (NODE_EXTRA_CA_CERTS)`),
    }),
    'ca-extra-broken': ({ file }) => ({
      found: file,
      meaning:
        'NODE_EXTRA_CA_CERTS names a file with no certificate in it that could be read, so issuers behind a company CA look broken. Mend the path.',
    }),
    'ca-built-in': () => ({
      found: 'built-in list',
      meaning:
        'There is no system list of certificate authorities; a company CA is not known. Install ca-certificates.',
    }),
    'clock-uncompared': () => ({ found: 'not compared yet' }),
    'clock-right': () => ({ found: 'right' }),
    'clock-off': ({ minutes, ahead }) => ({
      found: `${minutes} min ${ahead ? 'ahead' : 'behind'}`,
      meaning:
        'Times of expiry are corrected for it, but other programs may take good tokens for expired. Turn on network time.',
    }),
    'files-fine': ({ home }) => ({ found: home }),
    'files-shared': ({ home }) => ({
      found: home,
      meaning: 'Other users of this machine can look into it, at names and dates but at no value. Run chmod 700 on it.',
    }),
    'files-closed': ({ home }) => ({
      found: home,
      meaning:
        'The folder cannot be read and written, so nothing new is kept. Make it yours with chown, or choose another with --home.',
    }),
    'audit-fine': () => ({ found: 'audit log' }),
    'audit-unseen': () => ({
      found: 'audit log',
      meaning:
        'Whether it is whole can be told only with its key, which the keyring does not give at the moment. Unlock the keyring and look again.',
    }),
    'audit-unwritable': ({ reason }) => ({
      found: 'audit log',
      meaning: `It cannot be written (${reason}), so no value is copied or lent: no use goes unrecorded. Make room, or mend the folder audit.`,
    }),
    'values-missing': ({ names, count }) => ({
      found: count > names.length ? `${names.join(', ')} and ${count - names.length} more` : names.join(', '),
      meaning:
        'The keyring has no value for what is in the list; nothing was forgotten for it. Restore a backup, or give each a new value with tokenkeep replace.',
    }),
    'backup-off': () => ({
      found: 'none by itself',
      meaning:
        'With this computer all that is kept would be lost. Have backups made in the window, or with tokenkeep settings backupEvery day; or make one with tokenkeep backup FILE.',
    }),
    'backup-made': ({ every, lastAt }) => ({ found: `${everys[every]}, ${lastOf(lastAt)}` }),
    'backup-trouble': ({ trouble, lastAt }) => ({ found: lastOf(lastAt), meaning: enBackupTroubles[trouble] }),
    runtime: ({ electron, node, kind }) => ({
      found: listOf(
        electron === undefined ? undefined : `Electron ${electron}`,
        `Node ${node}`,
        kind === 'app' ? 'with a window' : 'headless',
      ),
    }),
    ...enOwnSights,
  },
};
