import type { Capability } from '../../kind.ts';
import { isoOf, type Instant } from '../../time.ts';
import type { BlockCause, UnknownCause } from '../../verdict.ts';
import type { StatePhrases } from '../catalogue.ts';
import { deTime } from './time.ts';

export const deCauses: Readonly<Record<UnknownCause, string>> = {
  offline: 'offline',
  timeout: 'keine Antwort in der Zeit',
  outage: 'der Aussteller hat eine Störung',
  'rate-limited': 'der Aussteller bittet zu warten',
  'captive-portal': 'eine Anmeldeseite dieses Netzes ist im Weg',
  tls: 'der sicheren Verbindung ist nicht zu trauen',
  proxy: 'der Proxy hat abgelehnt',
  unexpected: 'eine Antwort, die keinen Sinn ergibt',
};

const blocks: Readonly<Record<BlockCause, string>> = {
  'sso-required': 'SSO nötig',
  'insufficient-scope': 'es darf nicht, was gefragt wurde',
  policy: 'eine Regel des Ausstellers',
  'not-yet-valid': 'seine Zeit hat noch nicht begonnen',
  'account-blocked': 'sein Konto ist gesperrt',
};

const CAPABILITIES: Readonly<Record<Capability, string>> = {
  recognise: 'erkennen',
  check: 'prüfen',
  renew: 'erneuern',
  rotate: 'austauschen',
  revoke: 'widerrufen',
  derive: 'ein engeres ausstellen',
};

const dayOf = (at: Instant): string => isoOf(at).slice(0, 10);

export const deState: StatePhrases = {
  states: {
    unchecked: () => 'Noch nicht geprüft',
    valid: () => 'Gültig',
    expiring: ({ at }, { now, zone }) => `Läuft ${deTime.left(at, now, zone)} ab`,
    blocked: ({ why }) => `Gilt, aber gesperrt: ${blocks[why]}`,
    expired: ({ at }, { now, zone }) => (at === undefined ? 'Abgelaufen' : `Abgelaufen ${deTime.ago(at, now, zone)}`),
    revoked: () => 'Widerrufen',
    invalid: () => 'Nicht angenommen',
    unknown: ({ cause }, { now, zone, lastGoodAt }) =>
      `Nicht zu sagen: ${deCauses[cause]}${lastGoodAt === undefined ? '' : `. Zuletzt gut ${deTime.ago(lastGoodAt, now, zone)}`}`,
    'sign-in-needed': () => 'Neu anmelden',
    'outcome-lost': () => 'Ausgang unbekannt, bitte ein neues ausstellen',
    'revocation-pending': () => 'Widerruf verlangt',
  },
  causes: deCauses,
  remedies: {
    blocked: {
      'sso-required': 'Beim Aussteller auf der Seite Ihrer Token für Single Sign-on freigeben.',
      'insufficient-scope':
        'Das Token gilt. Nur dann eines mit mehr Rechten ausstellen, wenn das Programm sie wirklich braucht.',
      policy: 'Wer das Konto beim Aussteller verwaltet, kann helfen.',
      'not-yet-valid': 'Den Beginn abwarten oder die Uhr dieses Rechners prüfen.',
      'account-blocked': 'Wer das Konto beim Aussteller verwaltet, kann es entsperren.',
    },
    dead: (issuer) => `Bei ${issuer} ein neues ausstellen und hier ersetzen.`,
    unknown: {
      offline: 'Es wird von selbst wieder gefragt, sobald dieser Rechner online ist.',
      timeout: 'Es wird von selbst wieder gefragt.',
      outage: 'Es wird von selbst wieder gefragt.',
      'rate-limited': 'Es wird von selbst wieder gefragt, sobald der Aussteller es erlaubt.',
      'captive-portal': 'Im Browser am Netz anmelden und noch einmal prüfen.',
      tls: 'Nachsehen, was zwischen diesem Rechner und dem Aussteller steht: ein mitlesender Proxy oder eine falsche Uhr.',
      proxy: 'Die Proxy-Einstellungen dieses Rechners ansehen und noch einmal prüfen.',
      unexpected: 'Nachsehen, ob der Host der richtige ist.',
    },
  },
  cleaned: {
    'line-end': 'ein Zeilenende',
    spaces: 'Leerzeichen außen herum',
    quotes: 'Anführungszeichen außen herum',
    bearer: 'das Wort davor',
    header: 'der Name der Kopfzeile',
    assignment: 'der Name der Variablen',
    'byte-order-mark': 'eine Bytereihenfolge-Marke',
    'hidden-character': 'verborgene Zeichen darin',
    'line-break': 'ein Zeilenumbruch darin',
  },
  warnings: {
    'never-expires': () => 'Es läuft nie ab. Besser ist eines, das abläuft.',
    'expiry-unknown': () => 'Niemand hat gesagt, wann es abläuft. Das Datum angeben, falls es bekannt ist.',
    'expiry-implausible': () => 'Der Ablauf, den es nennt, kann nicht stimmen und wird nicht benutzt.',
    'owner-missing': () => 'Niemand ist genannt, der sich darum kümmert.',
    'too-wide': ({ scopes }) => `Es darf mehr, als die meisten Programme brauchen: ${scopes.join(', ')}.`,
    'few-uses': () =>
      'Der Aussteller zählt, wie oft es benutzt wird, und eine Prüfung zählt mit: Es wird nicht mehr geprüft.',
    unrestricted: () =>
      'Nichts begrenzt, was es darf oder von wo. Beim Aussteller einschränken oder ein engeres benutzen.',
    shared: ({ count }) => `${count} benutzen es: Für eines allein kann es nicht beendet werden.`,
    'format-dead': ({ since }) => `Der Aussteller nimmt Token dieser Art seit dem ${dayOf(since)} nicht mehr an.`,
    retiring: ({ at }) => `Der Aussteller nimmt Token dieser Art ab dem ${dayOf(at)} nicht mehr an. Vorher ersetzen.`,
    unverified: ({ capabilities }) =>
      `Nicht mit den Angaben des Ausstellers verglichen: ${capabilities.map((one) => CAPABILITIES[one]).join(', ')}.`,
    elsewhere: ({ machine }) =>
      `Aus einer Sicherung: vielleicht auf ${machine} in Gebrauch. Es erneuert sich wieder, sobald Sie sagen, dass es hier benutzt wird.`,
    'value-missing': () => 'Sein Wert ist nicht im Schlüsselbund. Durch ein neues ersetzen.',
  },
  evidence: {
    answered: (asked, status, said, when) =>
      `${asked} antwortete ${status}${said === undefined ? '' : ` (${said})`} ${when}.`,
    silent: (asked, why, when) => `${asked} gab keine Antwort (${why ?? 'kein Grund bekannt'}) ${when}.`,
  },
  expiry: {
    unknown: 'Kein Ablauf bekannt',
    never: (source) => `Nie, ${source}`,
    byDate: (date) => `${date}, nach Datum`,
    sources: { issuer: 'laut Aussteller', user: 'nach Ihrer Angabe', token: 'nach eigener Angabe' },
  },
};
