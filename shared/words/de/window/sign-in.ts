import type { enSignIn } from '../../en/window/sign-in.ts';

export const deSignIn: typeof enSignIn = {
  title: 'Anmelden',
  againTitle: (label) => `Neu anmelden: ${label}`,
  againMeans: (issuer) =>
    `Ein neuer Wert von ${issuer} tritt an die Stelle des hier verwahrten; Name, Verantwortung und die übrigen Angaben bleiben.`,
  itsIssuer: 'seinem Aussteller',
  again: 'Neu anmelden',
  issuer: 'Aussteller',
  clientId: 'Client-ID',
  clientIdHint: 'Unter welchem Namen der Aussteller dieses Programm kennt; wird dort angelegt.',
  clientSecret: 'Client-Geheimnis',
  clientSecretHint: 'Nur wo der Aussteller eines vergeben hat.',
  scopes: 'Rechte',
  scopesHint:
    'Was zu verlangen ist; bei vielen Ausstellern offline_access, um angemeldet zu bleiben. Nach jedem Eingabe drücken.',
  how: 'Wie',
  ways: {
    browser: { label: 'Im Browser', means: 'Auf diesem Rechner.' },
    device: { label: 'Mit einem Code', means: 'Auf einem anderen Gerät, oder wo kein Browser hierher zurückfindet.' },
    client: { label: 'Ohne einen Menschen', means: 'Der Client meldet sich mit seinem Geheimnis selbst an.' },
  },
  waiting: 'Anmeldung läuft',
  typeCode:
    'Diese Seite auf einem beliebigen Gerät öffnen und dort den Code eingeben. Das Bild öffnet die Seite auf einem Telefon.',
  openedPage:
    'Auf der Seite anmelden, die sich im Browser geöffnet hat. Ist da keine, diese Adresse auf diesem Rechner öffnen.',
  openPage: 'Diese Seite in einem Browser auf diesem Rechner öffnen.',
  page: 'Seite',
  code: 'Code',
  picture: 'Die Seite als QR-Code',
  copyPage: 'Seite kopieren',
  copyCode: 'Code kopieren',
  waits: 'Dort wird auf Sie gewartet. Wer diese Seite verlässt, bricht ab.',
  waitsUntil: (until) => `Dort wird bis ${until} auf Sie gewartet. Wer diese Seite verlässt, bricht ab.`,
  cancel: 'Anmeldung abbrechen',
  kept: (label) => `${label} ist angemeldet und verwahrt.`,
  keptAgain: (label) => `${label} ist neu angemeldet.`,
};
