import type { DiagnosisPhrases } from '../catalogue.ts';
import { deBackupTroubles } from './notice.ts';
import { deOwnSights } from './own-sights.ts';

const TOLD_IN_APP = 'Was ansteht, wird nur im Eingang des Fensters und in der Symbolleiste gesagt.';

const brought = {
  darwin: { tray: 'Menüleiste', notifications: 'Mitteilungszentrale', clipboard: 'Zwischenablage von macOS' },
  win32: { tray: 'Infobereich', notifications: 'Windows-Hinweise', clipboard: 'Zwischenablage von Windows' },
} as const;
const stores = { darwin: 'Schlüsselbund von macOS', win32: 'Zertifikatspeicher von Windows' } as const;
const allowedIn = {
  darwin: 'den Systemeinstellungen unter „Mitteilungen“',
  win32: 'den Einstellungen unter „System“, „Benachrichtigungen“',
} as const;

const listOf = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(', ');

/** What the doctor saw. */
const everys = { day: 'jeden Tag', week: 'jede Woche' } as const;
const lastOf = (lastAt: string | undefined): string =>
  lastAt === undefined ? 'noch keine gemacht' : `die letzte vom ${lastAt}, wieder geöffnet und heil`;

export const deDiagnosis: DiagnosisPhrases = {
  keyring: { locked: 'gesperrt', silent: 'antwortet nicht', absent: 'keiner' },
  silent:
    'Werte sind weder zu lesen noch abzulegen. Nach einer Passwortfrage des Schlüsselbunds sehen oder ihn neu starten.',
  auditLog: 'Protokoll',
  notSought: 'nicht gesucht',
  sights: {
    'passphrase-vault': ({ open }) => ({
      found: open ? 'Passphrasen-Tresor' : 'Passphrasen-Tresor, gesperrt',
      meaning: open
        ? 'Die Werte liegen in values.json, versiegelt mit einer Passphrase: so sicher, wie sie schwer zu erraten ist, und mit ihr verloren.'
        : 'Die Werte liegen in values.json, versiegelt mit einer Passphrase. Mit tokenkeep unlock oder im Fenster entsperren.',
    }),
    'tray-shown': ({ name }) => ({ found: name }),
    'tray-unshown': ({ name }) => ({
      found: name,
      meaning: 'Es führt eine Liste der Symbole, doch nichts zeigt sie. Die Symbolleiste ins Panel setzen.',
    }),
    'tray-none': () => ({
      found: 'keine',
      meaning:
        'Nichts zeigt auf diesem Desktop Symbole, darum öffnet sich stattdessen das Fenster. In GNOME die Erweiterung AppIndicator einrichten; sonst die Symbolleiste ins Panel setzen.',
    }),
    'notifications-shown': ({ name }) => ({ found: name }),
    'notifications-silent': () => ({
      found: 'antwortet nicht',
      meaning: `Das Programm für Hinweise antwortet nicht. ${TOLD_IN_APP} Es neu starten.`,
    }),
    'notifications-none': () => ({
      found: 'keine',
      meaning: `Kein Programm zeigt hier Hinweise. ${TOLD_IN_APP} Eines einrichten, etwa dunst.`,
    }),
    'notifications-off': ({ system }) => ({
      found: 'abgeschaltet',
      meaning: `${TOLD_IN_APP} Sie in ${allowedIn[system]} erlauben.`,
    }),
    'system-brings': ({ system, what }) => ({ found: brought[system][what] }),
    'clipboard-works': ({ by }) => ({ found: by === 'X11' ? by : `Wayland, zurückgelesen von ${by}` }),
    'clipboard-unproved': () => ({
      found: 'Wayland ohne wl-paste',
      meaning:
        'Ob ein kopierter Wert gelöscht wurde, ist nicht zu beweisen, solange das Fenster nicht vorn ist. wl-clipboard einrichten.',
    }),
    'clipboard-none': () => ({
      found: 'keine',
      meaning: 'Es gibt hier keine Anzeige, also ist nichts zu kopieren. Zum Kopieren die App auf dem Desktop starten.',
    }),
    'clipboard-windowless': () => ({
      found: 'keine',
      meaning: 'Dieses Tokenkeep hat kein Fenster; zum Kopieren die App starten.',
    }),
    'proxy-none': () => ({ found: 'keiner' }),
    'proxy-used': ({ address }) => ({ found: address }),
    'proxy-broken': () => ({
      found: 'keine Adresse',
      meaning:
        'Was als Proxy eingestellt ist, ist keine Adresse, also ist kein Aussteller zu erreichen. Als http://host:port schreiben oder https_proxy entfernen.',
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
        'NODE_EXTRA_CA_CERTS nennt eine Datei, in der kein lesbares Zertifikat ist; Aussteller hinter einer Firmen-CA sehen darum kaputt aus. Den Pfad richtigstellen.',
    }),
    'ca-built-in': () => ({
      found: 'eingebaute Liste',
      meaning:
        'Das System hat keine Liste von Zertifizierungsstellen; eine Firmen-CA ist nicht bekannt. ca-certificates einrichten.',
    }),
    'clock-uncompared': () => ({ found: 'noch nicht verglichen' }),
    'clock-right': () => ({ found: 'richtig' }),
    'clock-off': ({ minutes, ahead }) => ({
      found: `${minutes} min ${ahead ? 'voraus' : 'zurück'}`,
      meaning:
        'Ablaufzeiten werden darum berichtigt, doch andere Programme können gute Token für abgelaufen halten. Die Netzwerkzeit einschalten.',
    }),
    'files-fine': ({ home }) => ({ found: home }),
    'files-shared': ({ home }) => ({
      found: home,
      meaning:
        'Andere Benutzer dieses Rechners können hineinsehen: Namen und Daten, aber kein Wert. Darauf chmod 700 ausführen.',
    }),
    'files-closed': ({ home }) => ({
      found: home,
      meaning:
        'Der Ordner ist nicht zu lesen und zu schreiben, also wird nichts Neues verwahrt. Ihn mit chown zum eigenen machen oder mit --home einen anderen wählen.',
    }),
    'audit-fine': () => ({ found: 'Protokoll' }),
    'audit-unseen': () => ({
      found: 'Protokoll',
      meaning:
        'Ob es heil ist, lässt sich nur mit seinem Schlüssel sagen, den der Schlüsselbund gerade nicht hergibt. Den Schlüsselbund entsperren und noch einmal nachsehen.',
    }),
    'audit-unwritable': ({ reason }) => ({
      found: 'Protokoll',
      meaning: `Es ist nicht zu schreiben (${reason}), also wird kein Wert kopiert oder verliehen: Keine Benutzung bleibt unverzeichnet. Platz schaffen oder den Ordner audit in Ordnung bringen.`,
    }),
    'values-missing': ({ names, count }) => ({
      found: count > names.length ? `${names.join(', ')} und ${count - names.length} weitere` : names.join(', '),
      meaning:
        'Der Schlüsselbund hat keinen Wert zu dem, was in der Liste steht; vergessen wurde deshalb nichts. Eine Sicherung einspielen oder jedem mit tokenkeep replace einen neuen Wert geben.',
    }),
    'backup-off': () => ({
      found: 'keine von selbst',
      meaning:
        'Mit diesem Rechner wäre alles verloren, was hier verwahrt ist. Sicherungen im Fenster einschalten oder mit tokenkeep settings backupEvery day; oder eine machen mit tokenkeep backup DATEI.',
    }),
    'backup-made': ({ every, lastAt }) => ({ found: `${everys[every]}, ${lastOf(lastAt)}` }),
    'backup-trouble': ({ trouble, lastAt }) => ({ found: lastOf(lastAt), meaning: deBackupTroubles[trouble] }),
    runtime: ({ electron, node, kind }) => ({
      found: listOf(
        electron === undefined ? undefined : `Electron ${electron}`,
        `Node ${node}`,
        kind === 'app' ? 'mit Fenster' : 'ohne Fenster',
      ),
    }),
    ...deOwnSights,
  },
};
