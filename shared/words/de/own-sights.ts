import { isoOf } from '../../time.ts';
import type { OwnSights } from '../catalogue.ts';

/** What the doctor saw of the program itself. */
export const deOwnSights: OwnSights = {
  'updates-none': ({ lookedAt }) => ({
    found: lookedAt === undefined ? 'noch nicht danach gesehen' : `keine, nachgesehen ${isoOf(lookedAt)}`,
  }),
  'updates-coming': ({ version }) => ({ found: `Fassung ${version} wird geladen` }),
  'updates-ready': ({ version, oneWay, waits }) => ({
    found: `Fassung ${version} liegt bereit`,
    meaning: [
      waits
        ? 'Sie wird eingesetzt, sobald die offene Handlung bei einem Aussteller vorüber ist.'
        : 'Mit tokenkeep update --install oder durch einen Neustart aus dem Fenster einsetzen.',
      oneWay ? ' Ältere Fassungen lesen den Tresor danach nicht mehr; bitte zuerst sichern.' : '',
    ].join(''),
  }),
  'updates-failed': ({ trusted }) => ({
    found: 'das letzte Nachsehen schlug fehl',
    meaning: trusted
      ? 'Ob es eine neuere Fassung gibt, war nicht zu erfragen, oder sie war nicht zu laden. Es wird von selbst noch einmal versucht.'
      : 'Was angeboten wurde, ist nicht von dem, der diese Fassung gemacht hat, und wurde abgelehnt. Bei dieser Fassung bleiben und es dem sagen, von dem sie stammt.',
  }),
  'login-off': () => ({ found: 'aus' }),
  'login-on': ({ place }) => ({ found: place }),
  'login-lacks': ({ place, why }) => ({ found: place, meaning: lacks[why] }),
};

const lacks = {
  absent: 'Der Eintrag, der es startet, fehlt. Die Einstellung aus- und wieder einschalten.',
  'turned-off': 'In den Einstellungen des Desktops ist es ausgeschaltet. Dort wieder einschalten.',
  'other-vault': 'Der Eintrag dort startet einen anderen Tresor und wurde gelassen, wie er ist.',
  system: 'Das System startet es nicht. In der Liste dessen erlauben, was bei der Anmeldung startet.',
} as const;
