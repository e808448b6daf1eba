import type { NoticeKind } from '../../notice.ts';
import type { Moment, NoticeTable, NoticeWords } from '../catalogue.ts';
import { deTime } from './time.ts';

type Backup = Extract<NoticeKind, { kind: 'backup' }>;
type Rotation = Extract<NoticeKind, { kind: 'rotation' }>;

const rotations: Readonly<Record<Rotation['trouble'], (what: Rotation) => NoticeWords>> = {
  'answer-lost': ({ label, provider }) => ({
    title: `Ob ${label} rotiert wurde, ist nicht bekannt`,
    body: `${provider} wurde gefragt, und die Antwort ging verloren. Auf der Seite dort nachsehen; den Wert ersetzen, falls dieser nicht mehr gilt.`,
  }),
  'new-refused': ({ label, provider }) => ({
    title: `${label} wurde nicht rotiert`,
    body: `${provider} nimmt den neuen Wert nicht an, den es selbst gemacht hat. Der alte bleibt.`,
  }),
  'target-failed': ({ label }) => ({
    title: `Ein Ort, an dem ${label} benutzt wird, war nicht zu beschreiben`,
    body: 'Der neue Wert ist verwahrt, und der alte gilt weiter. Den Ort in Ordnung bringen und erneut rotieren.',
  }),
};

export const deBackupTroubles: Readonly<Record<Backup['trouble'], string>> = {
  folder: 'Sie ließ sich nicht schreiben. Nachsehen, ob es den Ordner gibt und ob Platz ist.',
  keyring: 'Der Schlüsselbund hat die Werte nicht hergegeben.',
  untested:
    'Was geschrieben wurde, ließ sich nicht wieder öffnen und wurde verworfen. Nachsehen, ob der Datenträger heil ist.',
  unset: 'Es ist nichts eingestellt, womit sie versiegelt wird, oder kein Ordner. Siehe Einstellungen, Sicherung.',
  files: 'Dateien des Tresors sind beschädigt, und ihr würde fehlen, was ihnen fehlt.',
  lacking: 'Dem Schlüsselbund fehlen Werte, die er haben sollte; sie sind nicht darin.',
};

function expired(
  { label, provider, expiresAt }: Pick<Extract<NoticeKind, { kind: 'expired' }>, 'label' | 'provider' | 'expiresAt'>,
  { now, zone }: Moment,
): NoticeWords {
  return {
    title: `${label} ist abgelaufen`,
    body: `Es endete ${deTime.ago(expiresAt, now, zone)}. Bei ${provider} ein neues ausstellen und hier ersetzen.`,
  };
}

export const deNotices: NoticeTable = {
  update: ({ label, oneWay }) => ({
    title: `${label} liegt bereit`,
    body: `Es ist geladen, und seine Unterschrift stimmt. Ein Neustart setzt es ein.${
      oneWay ? ' Frühere Fassungen können den Tresor danach nicht lesen; vorher bitte sichern.' : ''
    }`,
  }),
  expired,
  expiring: (what, moment) =>
    what.expiresAt <= moment.now
      ? expired(what, moment)
      : {
          title: `${what.label} läuft ${deTime.within(what.expiresAt - moment.now)} ab`,
          body: `Bei ${what.provider} ein neues ausstellen, bevor es so weit ist: ${deTime.exact(what.expiresAt, moment.zone)}.`,
        },
  dead: ({ label, provider, state }) => ({
    title: `${label} ${state === 'revoked' ? 'wurde widerrufen' : 'wird nicht mehr angenommen'}`,
    body: `Das sagt ${provider}. Was es benutzt, arbeitet nicht mehr; durch ein neues ersetzen.`,
  }),
  found: ({ label, provider, file }) => ({
    title: `${label} liegt offen in einer Datei`,
    body: `Gefunden in ${file}, und bei ${provider} gilt es noch. Dort herausnehmen oder unschädlich machen.`,
  }),
  backup: ({ trouble }) => ({
    title: trouble === 'lacking' ? 'Die letzte Sicherung ist nicht vollständig' : 'Eine Sicherung fiel aus',
    body: `${deBackupTroubles[trouble]} Frühere Sicherungen sind, wie sie waren.`,
  }),
  rotation: (what) => rotations[what.trouble](what),
  revocation: ({ label, provider, said, link }) => {
    const reason =
      said === undefined
        ? `${provider} wurde gefragt und nimmt es noch immer an`
        : `${provider} hat abgelehnt (${said})`;
    return {
      title: `${label} ist nicht widerrufen`,
      body: `${reason}. Bitte selbst widerrufen: ${link ?? provider}. Hier wird es nicht mehr benutzt.`,
    };
  },
  'sign-in': ({ label, provider, why }) => ({
    title: `Bei ${label} neu anmelden`,
    body: `${
      why === 'refused'
        ? `${provider} erneuert es nicht mehr ohne Sie.`
        : `${provider} wurde um ein neues gebeten, und die Antwort ging verloren; womit es erneuert wird, kann verbraucht sein.`
    } Was Sie haben, gilt bis zum Ablauf.`,
  }),
};

export function deSummary(labels: readonly string[]): NoticeWords {
  const rest = labels.length - 3;
  const named = labels.slice(0, 3).join(', ');
  return {
    title: `${labels.length} Token brauchen einen Blick`,
    body: rest > 0 ? `${named} und ${rest} weitere.` : `${named}.`,
  };
}
