import type { AgentFailure, ClipboardFailure, FileFailure, KeyringFailure, VaultFailure } from '../../failure.ts';
import type { UpdateFailure, UpdatesOff } from '../../update.ts';
import type { FailureTable } from '../catalogue.ts';

const lacks = {
  'no-bus': 'es gibt keine D-Bus-Sitzung',
  'no-service': 'kein Programm bietet den Secret Service an',
  'no-collection': 'der Schlüsselbund hat keine Standardsammlung',
  'no-library': 'libsecret ist nicht installiert',
} as const;

const refusals = {
  'too-large': 'Der Schlüsselbund hat einen Wert dieser Größe abgelehnt',
  'round-trip': 'Der Schlüsselbund gab etwas anderes zurück, als er bekommen hatte',
  read: 'Der Schlüsselbund hat das Lesen abgelehnt',
  write: 'Der Schlüsselbund hat das Schreiben abgelehnt',
} as const;

const places = {
  'in-use': 'ein anderes Tokenkeep antwortet dort',
  foreign: 'es gehört einem anderen Benutzer',
  'not-a-folder': 'es ist kein Ordner',
  'not-a-socket': 'etwas anderes hat diesen Namen',
  unwritable: 'dort ist nicht zu schreiben',
} as const;

const hostNeeds = {
  'plain-http': 'Bitte https benutzen; einfaches http ist nur für diesen Rechner selbst.',
  'not-a-url': 'Eine volle Adresse angeben, etwa https://gitlab.example.org.',
  needed: 'Den Host des Ausstellers nennen.',
  fixed: 'Diese Art von Token hat nur einen Aussteller; den Host weglassen.',
} as const;

const updatesOff: Readonly<Record<UpdatesOff, string>> = {
  'system-package': 'Diese Fassung kam mit einem Paket des Systems und wird von dessen Werkzeugen aktualisiert.',
  'plain-folder': 'Diese Fassung ist ein einfacher Ordner und aktualisiert sich nicht selbst.',
  'no-feed': 'Diese Fassung wurde ohne einen Ort gebaut, an dem nach neueren zu sehen wäre.',
  'no-app': 'Hier ist keine App, die zu aktualisieren wäre.',
  setting: 'Das Suchen nach neueren Fassungen ist ausgeschaltet.',
};

type MachineFailure = UpdateFailure | KeyringFailure | FileFailure | ClipboardFailure | VaultFailure | AgentFailure;

/** What the machine, or the vault on it, did not do. */
export const deMachineFailures: FailureTable<MachineFailure> = {
  'keyring-locked': () => ({
    happened: 'Der Schlüsselbund ist gesperrt. Nichts ging verloren, nichts wurde geändert.',
    todo: 'Ihn entsperren (am Desktop anmelden oder seine Passwortfrage öffnen) und noch einmal versuchen.',
  }),
  'keyring-absent': ({ lack }) => ({
    happened: `Es gibt keinen Schlüsselbund, der Werte verwahrt: ${lacks[lack]}. Nichts wurde anderswo abgelegt.`,
    todo: 'gnome-keyring, KWallet oder KeePassXC mit seinem Secret Service einrichten und starten; oder die Werte mit tokenkeep passphrase vault in einer Datei aufbewahren, die nur eine Passphrase öffnet.',
  }),
  'keyring-silent': ({ afterMs }) => ({
    happened: `Der Schlüsselbund hat binnen ${Math.round(afterMs / 1000)} s nicht geantwortet. Nichts ging verloren, nichts wurde geändert.`,
    todo: 'Nach einer Passwortfrage des Schlüsselbunds sehen oder ihn neu starten.',
  }),
  'keyring-refused': ({ reason }) => ({
    happened: `${refusals[reason]}. Der frühere Wert ist noch da.`,
    todo: 'Unter Diagnose nachsehen.',
  }),
  'keyring-damaged': () => ({
    happened: 'Was der Schlüsselbund für dieses Token hält, ist nicht zu lesen. Es wurde gelassen, wie es ist.',
    todo: 'Das Token durch einen neuen Wert ersetzen.',
  }),
  'keyring-stale': () => ({
    happened: 'Jemand anders hat den Wert inzwischen geändert. Der neuere Wert wurde behalten.',
    todo: 'Ihn ansehen und noch einmal versuchen.',
  }),
  'vault-locked': () => ({
    happened: 'Tokenkeep ist gesperrt. Nichts ging verloren, nichts wurde geändert.',
    todo: 'Mit tokenkeep unlock oder im Fenster entsperren.',
  }),
  'file-unwritable': ({ file, reason }) => ({
    happened: `${file} ist nicht zu schreiben (${reason}). Der alte Inhalt ist heil, und die Änderung bleibt im Speicher.`,
    todo: 'Platz schaffen oder die Rechte in Ordnung bringen; dann wird von selbst gesichert.',
  }),
  'file-unreadable': ({ file, reason }) => ({
    happened: `${file} ist nicht zu lesen (${reason}). Es blieb, wie es ist, und nichts wird an seiner Stelle geschrieben.`,
    todo: 'Es für sich lesbar machen oder die Datei selbst dorthin legen, wo ein Verweis auf sie ist; dann neu starten.',
  }),
  'file-damaged': ({ file }) => ({
    happened: `${file} ist beschädigt. Die Datei wurde beiseitegelegt und nichts überschrieben.`,
    todo: 'Eine ältere Fassung wird benutzt, wo es eine gute gibt; die neuesten Änderungen durchsehen.',
  }),
  'file-lost': ({ file }) => ({
    happened: `Keine Kopie von ${file} ist gut. Nichts wurde geändert, und Tokenkeep startet nicht, als wäre es neu.`,
    todo: 'Eine gute Kopie zurücklegen oder eine Sicherung einspielen; um neu zu beginnen, alle Dateien dieses Namens aus dem Ordner nehmen.',
  }),
  'file-newer': ({ file, version }) => ({
    happened: `${file} stammt von einem neueren Tokenkeep (Format ${version}). Die Datei wurde gelassen, wie sie ist.`,
    todo: 'Die neuere Version benutzen.',
  }),
  'no-desktop': () => ({
    happened: 'Es gibt keinen Desktop, dessen Zwischenablage zu benutzen wäre.',
    todo: 'Die App Tokenkeep am Desktop starten, dann kopieren.',
  }),
  'clipboard-refused': () => ({
    happened: 'Die Zwischenablage hat den Wert nicht angenommen.',
    todo: 'Noch einmal versuchen, mit dem Fenster im Vordergrund.',
  }),
  'vault-busy': ({ holder }) => ({
    happened: `Der Tresor wird gerade von Prozess ${holder} benutzt.`,
    todo: 'Gleich noch einmal versuchen.',
  }),
  'no-window': () => ({ happened: 'Keine App mit einem Fenster läuft.', todo: 'Die App Tokenkeep starten.' }),
  'provider-unknown': ({ provider, known }) => ({
    happened: `Es gibt keinen Anbieter ${provider}.`,
    todo: `Einen von diesen wählen: ${known.join(', ')}.`,
  }),
  'host-refused': ({ host, why }) => ({
    happened: host === '' ? 'Der Host fehlt.' : `Der Host ${host} wird nicht angenommen.`,
    todo: hostNeeds[why],
  }),
  'setting-unknown': ({ key, known }) => ({
    happened: `Es gibt keine Einstellung ${key}.`,
    todo: `Eine von diesen wählen: ${known.join(', ')}.`,
  }),
  'value-missing': ({ name }) => ({
    happened: `Der Wert von ${name} ist nicht im Schlüsselbund.`,
    todo: 'Durch einen neuen ersetzen.',
  }),
  refused: () => ({ happened: 'Das wurde abgelehnt.' }),
  bug: () => ({
    happened: 'In Tokenkeep ist etwas schiefgegangen. Nichts wurde geändert.',
    todo: 'Bitte das Protokoll ansehen und uns davon berichten.',
  }),
  'agent-unreachable': ({ reason }) => ({
    happened: `Tokenkeep war nicht zu erreichen (${reason}).`,
    todo: 'Die App starten oder tokenkeep doctor aufrufen.',
  }),
  'agent-version': ({ theirs, ours }) => ({
    happened: `Das laufende Tokenkeep spricht Version ${theirs}, dieses hier ${ours}.`,
    todo: 'Das laufende beenden und das neue starten.',
  }),
  'agent-slow': ({ afterMs }) => ({
    happened: `Tokenkeep hat binnen ${Math.round(afterMs / 1000)} s nicht geantwortet.`,
    todo: 'Noch einmal versuchen; bleibt es so, tokenkeep doctor aufrufen.',
  }),
  'updates-off': ({ why }) => ({ happened: updatesOff[why] }),
  'update-unreachable': ({ reason }) => ({
    happened: `Ob es eine neuere Fassung gibt, war nicht zu erfragen, oder sie war nicht zu laden (${reason}).`,
    todo: 'Es wird von selbst noch einmal versucht.',
  }),
  'update-untrusted': ({ version, why }) => ({
    happened: `Fassung ${version} wurde abgelehnt: ${
      why === 'signature' ? 'ihre Unterschrift stimmt nicht' : 'was geladen wurde, ist nicht, was unterschrieben war'
    }. Nichts wurde geändert.`,
    todo: 'Bei dieser Fassung bleiben und es dem sagen, von dem sie stammt.',
  }),
  'update-none': () => ({ happened: 'Es gibt keine neuere Fassung.' }),
  'agent-place-refused': ({ place, why }) => ({
    happened: `Unter ${place} sind keine Anfragen zu hören: ${places[why]}. Es wurde gelassen, wie es ist.`,
    ...(why === 'in-use' ? {} : { todo: 'Wegräumen, was dort liegt, oder mit --home einen anderen Ort wählen.' }),
  }),
};
