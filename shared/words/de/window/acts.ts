import type { enActs } from '../../en/window/acts.ts';

/** What ends with a token is named by its provider, in English. */
const BLASTS: Readonly<Record<string, string>> = {
  'everything that was issued in the same sign-in': 'alles, was bei derselben Anmeldung ausgestellt wurde',
  'every token and lease that was made with it': 'jedes Token und jede Leihe, die damit gemacht wurden',
  'the whole installation of its app, unless its tokens rotate':
    'die ganze Installation seiner App, wenn ihre Token nicht rotieren',
};

export const deActs: typeof enActs = {
  forgetTitle: (label) => `${label} vergessen?`,
  forgetMeans: (provider) =>
    `Sein Wert wird aus dem Schlüsselbund dieses Rechners gelöscht und ist nicht zurückzuholen. Bei ${provider} gilt es weiter: Wer eine Kopie hat, kann es benutzen, bis es dort widerrufen wird.`,
  forgetUsed: (names) => `Benutzt von ${names}. Von Tokenkeep bekommen sie es dann nicht mehr.`,
  keepIt: 'Behalten',
  forgetHere: 'Hier vergessen',
  forgotten: (label) => `${label} ist hier vergessen.`,
  forgottenMeans: (provider) => `Bei ${provider} gilt es weiter, bis es dort widerrufen wird.`,
  revokeTitle: (label) => `${label} widerrufen?`,
  revoke: 'Widerrufen',
  revokeMeans: (provider) => `Bei ${provider} gilt es sofort für niemanden mehr und ist nicht zurückzuholen.`,
  revokeType: (label) => `Zum Widerrufen ${label} eintippen`,
  revoked: (label, provider) => `${label} ist widerrufen: ${provider} nimmt es nicht mehr an.`,
  revoking: (label) => `${label} wird hier nicht mehr benutzt.`,
  revokingMeans: (provider) => `Ob ${provider} es noch annimmt, wird nachgesehen, bis es tot ist.`,
  blast: (what) => `Mit ihm kann enden: ${BLASTS[what] ?? what}.`,
  usedBy: (names) => `Benutzt von ${names}.`,
  usedByNothing: 'Nichts ist verzeichnet, das es benutzt.',
  notFromHere: 'Von hier aus geht es nicht.',
  notFromHereAt: (link) => `Von hier aus geht es nicht, aber dort: ${link}.`,
  rotateTitle: (label) => `${label} rotieren?`,
  rotate: 'Rotieren',
  rotateMeans: 'Ein neuer Wert wird gemacht, verwahrt und erprobt und tritt an die Stelle des alten.',
  rotated: (label, provider) => `${label} hat einen neuen Wert, erprobt bei ${provider}.`,
  oldDies: {
    'at-once': 'Der alte Wert gilt im selben Augenblick nicht mehr, und das ist nicht zurückzunehmen.',
    'when-proven': 'Der alte Wert gilt, bis der neue erprobt und an seinem Platz ist.',
    'by-itself': 'Der alte Wert endet einige Zeit danach von selbst.',
  },
  undoable: 'Es lässt sich zurücknehmen, bis der alte Wert verschwunden ist.',
  writtenTo: (places) => `Danach geschrieben nach ${places}.`,
  nextRuns: (dates) => `Nach Zeitplan als Nächstes: ${dates}.`,
};
