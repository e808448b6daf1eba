import type { NoticeKind } from '../../notice.ts';
import type { Moment, NoticeTable, NoticeWords } from '../catalogue.ts';
import { deTime } from './time.ts';

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
