import type { AuditFailure, BackupFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

export const deTrustFailures: FailureTable<AuditFailure | BackupFailure> = {
  'audit-gap': ({ last }) => ({
    happened: `Das Protokoll wurde gekürzt oder ersetzt: Eintrag ${last} war geschrieben und fehlt an seinem Ende.`,
    todo: 'Mit tokenkeep audit verify ansehen, was fehlt.',
  }),
  'audit-anchor-missing': () => ({
    happened:
      'Der Schlüsselbund weiß nicht mehr, wo das Protokoll endet; am Ende abgeschnittene Einträge würden nicht auffallen.',
    todo: 'Es ist im Protokoll vermerkt und neu verankert. Nachsehen, ob der Schlüsselbund zurückgesetzt wurde.',
  }),
  'audit-key-missing': () => ({
    happened:
      'Der Schlüsselbund hat den Schlüssel des Protokolls verloren. Das frühere Protokoll wurde beiseitegelegt und lässt sich nicht mehr beweisen.',
    todo: 'Nachsehen, ob der Schlüsselbund zurückgesetzt wurde, oder eine Sicherung einspielen.',
  }),
  'backup-wrong-key': ({ key }) => ({
    happened:
      key === 'passphrase'
        ? 'Falsche Passphrase, oder der Anfang der Datei ist beschädigt. Nichts wurde geändert.'
        : 'Falscher Schlüssel: Die Sicherung ist nicht für ihn gemacht, oder ihr Anfang ist beschädigt. Nichts wurde geändert.',
  }),
  'backup-damaged': ({ file }) => ({
    happened: `${file} ist beschädigt oder keine Sicherung von Tokenkeep. Nichts wurde geändert.`,
    todo: 'Eine andere Sicherung nehmen.',
  }),
  'backup-newer': ({ version }) => ({
    happened: `Die Sicherung stammt von einem neueren Tokenkeep (Format ${version}). Nichts wurde geändert.`,
    todo: 'Die neuere Version benutzen.',
  }),
  'backup-unreadable': ({ file, reason }) => ({ happened: `${file} lässt sich nicht lesen (${reason}).` }),
  'backup-exists': ({ file }) => ({
    happened: `${file} gibt es schon; es blieb, wie es ist.`,
    todo: 'Eine neue Datei nennen.',
  }),
  'backup-changed': ({ file }) => ({
    happened: `${file} hat sich geändert, seit es gezeigt wurde. Nichts wurde zurückgespielt.`,
    todo: 'Noch einmal ansehen.',
  }),
  'backup-untested': ({ file }) => ({
    happened: `Was für ${file} geschrieben wurde, ließ sich nicht zurücklesen und wurde verworfen. Frühere Sicherungen sind, wie sie waren.`,
    todo: 'Nachsehen, ob der Datenträger heil ist, oder einen anderen Ordner wählen.',
  }),
  'backup-too-large': ({ limit }) => ({
    happened: `Es ist mehr zu sichern, als in eine Datei passt (${Math.round(limit / 1_048_576)} MiB).`,
  }),
  'backup-cancelled': () => ({ happened: 'Es wurde abgebrochen. Was bis dahin getan war, bleibt.' }),
  'backup-busy': () => ({
    happened: 'Eine Sicherung oder Wiederherstellung läuft.',
    todo: 'Warten, bis sie fertig ist, oder sie abbrechen.',
  }),
  'backup-unset': ({ lack }) => ({
    happened:
      lack === 'folder'
        ? 'Für Sicherungen ist kein Ordner eingestellt.'
        : 'Es ist nichts eingestellt, womit Sicherungen versiegelt werden: weder ein Empfänger noch eine Passphrase.',
    todo:
      lack === 'folder'
        ? 'Einen einstellen mit tokenkeep settings backupFolder ORDNER.'
        : 'Einen Schlüssel machen mit tokenkeep backup --make-key DATEI, oder eine Passphrase geben mit tokenkeep backup --keep-passphrase.',
  }),
  'in-use-elsewhere': ({ name, machine }) => ({
    happened: `${name} stammt aus einer Sicherung und ist vielleicht auf ${machine} in Gebrauch; deshalb wird es hier nicht erneuert.`,
    todo: `Wird es ab jetzt hier benutzt: tokenkeep claim ${name}.`,
  }),
};
